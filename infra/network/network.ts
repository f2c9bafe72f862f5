import type * as pulumi from "@pulumi/pulumi";
import type { InterfaceEndpointService } from "../config/interface-endpoints.ts";
import { Component, type Context } from "../core/component.ts";
import { type FlowLogDestination, FlowLogs } from "./flow-logs.ts";
import { GatewayEndpoints } from "./gateway-endpoints.ts";
import { InterfaceEndpoints } from "./interface-endpoints.ts";
import { NatGateways, type NatMode } from "./nat-gateways.ts";
import { Routes } from "./routes.ts";
import { Vpc, type VpcArgs, type ZoneSubnet } from "./vpc.ts";

export interface NetworkArgs extends VpcArgs {
  /** How outgoing traffic leaves. @default per-zone, in dev single */
  readonly nat: NatMode;
  /** AWS services reached without leaving the network. @default those that the platform calls, in dev none */
  readonly interfaceEndpoints: readonly InterfaceEndpointService[];
  /** Where the record of every connection goes. */
  readonly flowLogs: FlowLogDestination;
}

/** The environment's network, its ways out and the record of what goes through it. */
export class Network extends Component {
  readonly vpcId: pulumi.Output<string>;
  /** One a zone, for nodes, pods and balancers. */
  readonly appSubnetIds: readonly pulumi.Output<string>[];
  /** The same, each with the letter of its zone. */
  readonly appSubnets: readonly ZoneSubnet[];
  /** One a zone, for caches, databases and brokers. */
  readonly dataSubnetIds: readonly pulumi.Output<string>[];
  /** The addresses that the environment's outgoing traffic comes from, for the allow-lists of others. */
  readonly outgoingIps: readonly pulumi.Output<string>[];

  constructor(name: string, context: Context, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Network", name, opts);
    const inside = { parent: this };

    const vpc = new Vpc(name, context, args, inside);
    const { vpcId, internetGateway, subnets } = vpc;
    const appSubnetIds = subnets.app.map(idOf);

    const nat = new NatGateways(`${name}-nat`, context, { mode: args.nat, publicSubnets: subnets.public, internetGateway }, inside);
    const routes = new Routes(`${name}-routes`, context, { vpc, natGatewayIdByZone: nat.idByZone }, inside);

    new GatewayEndpoints(`${name}-endpoints`, context, { vpcId, routeTableIds: routes.privateTableIds }, inside);
    if (args.interfaceEndpoints.length > 0) {
      const { cidr, interfaceEndpoints: services } = args;
      new InterfaceEndpoints(`${name}-endpoints`, context, { vpcId, cidr, subnetIds: appSubnetIds, services }, inside);
    }
    new FlowLogs(`${name}-flow-logs`, context, { vpcId, destination: args.flowLogs }, inside);

    this.vpcId = vpcId;
    this.appSubnetIds = appSubnetIds;
    this.appSubnets = subnets.app;
    this.dataSubnetIds = subnets.data.map(idOf);
    this.outgoingIps = nat.publicIps;
    this.registerOutputs({
      vpcId: this.vpcId,
      appSubnetIds: this.appSubnetIds,
      appSubnets: this.appSubnets,
      dataSubnetIds: this.dataSubnetIds,
      outgoingIps: this.outgoingIps,
    });
  }
}

function idOf({ id }: ZoneSubnet): pulumi.Output<string> {
  return id;
}
