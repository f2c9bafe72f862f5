import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { protection } from "../core/protection.ts";
import { named } from "../core/tags.ts";
import type { ZoneSubnet } from "./vpc.ts";

/** `per-zone`: losing a zone cuts off no other, and traffic stays in its zone. `single`: the first zone's serves all. */
export type NatMode = "per-zone" | "single";

export interface NatGatewaysArgs {
  readonly mode: NatMode;
  /** One a zone, in the order of the zones. */
  readonly publicSubnets: readonly ZoneSubnet[];
  /** What must be there before a public address can be used. */
  readonly internetGateway: pulumi.Resource;
}

/**
 * The way out to the internet for what has no public address, from fixed addresses that partners can allow. Each gateway is about $33 a month ($0.045 an
 * hour) and $0.045 a GB, its address $3.65 a month. Zonal gateways rather than a regional one: their addresses are fixed, and each zone's traffic can be
 * led through its own firewall endpoint.
 */
export class NatGateways extends Component {
  /** The addresses that the environment's outgoing traffic comes from. */
  readonly publicIps: readonly pulumi.Output<string>[];
  /** By zone: the gateway of each zone that has one, the single one for all others. */
  readonly idByZone: ReadonlyMap<string, pulumi.Output<string>>;

  constructor(name: string, context: Context, args: NatGatewaysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:NatGateways", name, opts);
    const { region } = context;

    const placed = args.mode === "per-zone" ? args.publicSubnets : args.publicSubnets.slice(0, 1);
    const gateways = placed.map(({ zone, id: subnetId }) => {
      const gatewayName = `${name}-${zone}`;
      const tags = named(context, gatewayName);
      const options = { parent: this, dependsOn: args.internetGateway };
      // An address given back to AWS is never got again, and others allow it by its number.
      const address = new aws.ec2.Eip(gatewayName, { region, tags, domain: "vpc" }, { ...options, ...protection(context) });
      const gateway = new aws.ec2.NatGateway(
        gatewayName,
        { region, tags, availabilityMode: "zonal", connectivityType: "public", subnetId, allocationId: address.id },
        options,
      );
      return { id: gateway.id, publicIp: address.publicIp };
    });

    this.publicIps = gateways.map(({ publicIp }) => publicIp);
    this.idByZone = new Map(
      args.publicSubnets.flatMap(({ zone }, index) => {
        const gateway = gateways[index] ?? gateways[0];
        return gateway ? [[zone, gateway.id] as const] : [];
      }),
    );
    this.registerOutputs({ publicIps: this.publicIps });
  }
}
