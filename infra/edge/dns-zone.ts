import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { protection } from "../core/protection.ts";

export interface DnsZoneArgs {
  /** The domain whose names the environment answers for, such as `dev.example.com`. */
  readonly domain: string;
}

/**
 * The public zone of the environment's domain. It answers once the parent domain (at a registrar, or in another zone) names `nameServers`. $0.50 a month,
 * and $0.40 a million queries that are not for aliases of AWS.
 */
export class DnsZone extends Component {
  readonly zoneId: pulumi.Output<string>;
  readonly nameServers: pulumi.Output<string[]>;

  constructor(name: string, context: Context, args: DnsZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:DnsZone", name, opts);
    const { tags, keepsData } = context;

    // A zone made anew has other name servers, so that the domain would be dark until the parent names them. Where nothing is kept it goes with its names.
    const zone = new aws.route53.Zone(
      name,
      { tags, name: args.domain, comment: `Names of ${context.environment}`, forceDestroy: !keepsData },
      { parent: this, ...protection(context) },
    );

    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}
