import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { named } from "../core/tags.ts";
import type { Vpc, ZoneSubnet } from "./vpc.ts";

export interface RoutesArgs {
  readonly vpc: Pick<Vpc, "vpcId" | "internetGateway" | "subnets">;
  /** The NAT gateway of each zone. */
  readonly natGatewayIdByZone: ReadonlyMap<string, pulumi.Input<string>>;
}

const internet = "0.0.0.0/0";

/**
 * Where each kind of subnet sends what is not for the network itself: `public` to the internet gateway, `app` to its zone's NAT gateway (a table a zone,
 * also when all share one gateway, so that a change of mode changes routes and nothing else), `data` nowhere. The firewall's subnets keep the VPC's
 * main table, which leads nowhere either.
 */
export class Routes extends Component {
  /** Tables of the private subnets, for gateway endpoints. */
  readonly privateTableIds: readonly pulumi.Output<string>[];

  constructor(name: string, context: Context, args: RoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Routes", name, opts);
    const { region } = context;
    const { vpcId, internetGateway, subnets } = args.vpc;

    const table = (kind: string, to?: { gatewayId: pulumi.Input<string> } | { natGatewayId: pulumi.Input<string> }) => {
      const tableName = `${name}-${kind}`;
      const { id: routeTableId } = new aws.ec2.RouteTable(tableName, { region, tags: named(context, tableName), vpcId }, { parent: this });
      if (to) new aws.ec2.Route(tableName, { region, routeTableId, destinationCidrBlock: internet, ...to }, { parent: this });
      return routeTableId;
    };
    const serve = (kind: string, { zone, id: subnetId }: ZoneSubnet, routeTableId: pulumi.Input<string>) =>
      new aws.ec2.RouteTableAssociation(`${name}-${kind}-${zone}`, { region, routeTableId, subnetId }, { parent: this });

    const publicTable = table("public", { gatewayId: internetGateway.id });
    for (const subnet of subnets.public) serve("public", subnet, publicTable);

    const appTables = subnets.app.map((subnet) => {
      const natGatewayId = args.natGatewayIdByZone.get(subnet.zone);
      const appTable = table(`app-${subnet.zone}`, natGatewayId === undefined ? undefined : { natGatewayId });
      serve("app", subnet, appTable);
      return appTable;
    });

    const dataTable = table("data");
    for (const subnet of subnets.data) serve("data", subnet, dataTable);

    this.privateTableIds = [...appTables, dataTable];
    this.registerOutputs({ privateTableIds: this.privateTableIds });
  }
}
