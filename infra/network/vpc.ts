import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { named } from "../core/tags.ts";
import { addressPlan } from "./address-plan.ts";

export interface VpcArgs {
  /** The addresses of the whole network, from /16 to /20. It cannot be changed without replacing everything in it. */
  readonly cidr: string;
  /** Letters of the region's zones, for example `["a", "b", "c"]`. */
  readonly zones: readonly string[];
}

/** The environment's network, with a subnet for data stores in every zone. Nothing in it can be reached from the internet. It costs nothing. */
export class Vpc extends Component {
  readonly vpcId: pulumi.Output<string>;
  /** One a zone, for caches, databases and brokers. */
  readonly dataSubnetIds: readonly pulumi.Output<string>[];

  constructor(name: string, context: Context, args: VpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Vpc", name, opts);
    const { region, tags } = context;

    const vpc = new aws.ec2.Vpc(
      name,
      { region, tags: named(context, name), cidrBlock: args.cidr, enableDnsSupport: true, enableDnsHostnames: true },
      { parent: this },
    );

    // Taken over with no rules: what forgets to name its security group can talk to nobody.
    new aws.ec2.DefaultSecurityGroup(`${name}-default`, { region, tags, vpcId: vpc.id, ingress: [], egress: [] }, { parent: this });

    const dataSubnets = [...addressPlan(args.cidr, args.zones)].map(
      ([zone, ranges]) =>
        new aws.ec2.Subnet(
          `${name}-data-${zone}`,
          {
            region,
            tags: named(context, `${name}-data-${zone}`),
            vpcId: vpc.id,
            availabilityZone: `${region}${zone}`,
            cidrBlock: ranges.data,
            mapPublicIpOnLaunch: false,
          },
          { parent: this },
        ),
    );

    this.vpcId = vpc.id;
    this.dataSubnetIds = dataSubnets.map(({ id }) => id);
    this.registerOutputs({ vpcId: this.vpcId, dataSubnetIds: this.dataSubnetIds });
  }
}
