import * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { DnsZone } from "./dns-zone.ts";
import { RegionalCertificate } from "./regional-certificate.ts";

export interface EdgeArgs {
  readonly domain: string;
  /** The Route 53 zone that answers for the domain already. @default none: one is made */
  readonly zoneId?: string | undefined;
}

/** Where requests find the environment: the zone of its domain, and the certificate of its balancers. */
export class Edge extends Component {
  readonly zoneId: pulumi.Output<string>;
  /** What the parent domain must name, where the zone is made here. */
  readonly nameServers?: pulumi.Output<string[]>;
  readonly certificateArn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:Edge", name, opts);
    const { domain } = args;

    if (args.zoneId === undefined) {
      const zone = new DnsZone(`${name}-zone`, context, { domain }, { parent: this });
      this.zoneId = zone.zoneId;
      this.nameServers = zone.nameServers;
    } else {
      this.zoneId = pulumi.output(args.zoneId);
    }

    const certificate = new RegionalCertificate(
      `${name}-certificate`,
      context,
      { domain, zoneId: this.zoneId, keepsRecord: args.zoneId !== undefined },
      { parent: this },
    );

    this.certificateArn = certificate.arn;
    this.registerOutputs({ zoneId: this.zoneId, certificateArn: this.certificateArn });
  }
}
