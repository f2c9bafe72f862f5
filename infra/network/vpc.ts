import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { protection } from "../core/protection.ts";
import { named } from "../core/tags.ts";
import { addressPlan, type SubnetKind } from "./address-plan.ts";

export interface VpcArgs {
  /** The addresses of the whole network, from /16 to /20. It cannot be changed without replacing everything in it, which Pulumi refuses where data is kept. */
  readonly cidr: string;
  /** Letters of the region's zones, for example `["a", "b", "c"]`, in any order. */
  readonly zones: readonly string[];
  /** Has AWS mark in the flow logs what crosses the network unencrypted. It blocks nothing. @default true, in dev false */
  readonly encryptionMonitor: boolean;
}

/** A subnet and the letter of its zone. */
export interface ZoneSubnet {
  readonly zone: string;
  readonly id: pulumi.Output<string>;
}

/**
 * The environment's network: in every zone a subnet of each kind. It has an internet gateway, because outgoing traffic and accelerators need one, but
 * nothing in it has a public address, so nothing can be reached from the internet.
 */
export class Vpc extends Component {
  readonly vpcId: pulumi.Output<string>;
  /** For `dependsOn`: AWS refuses public addresses in a network that has none yet. */
  readonly internetGateway: aws.ec2.InternetGateway;
  /** `app` is for nodes, pods and balancers, `data` for managed stores, `public` for NAT gateways alone, `firewall` for the endpoints of a network firewall. */
  readonly subnets: Readonly<Record<SubnetKind, readonly ZoneSubnet[]>>;

  constructor(name: string, context: Context, args: VpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Vpc", name, opts);
    const { region, tags } = context;

    const vpc = new aws.ec2.Vpc(
      name,
      { region, tags: named(context, name), cidrBlock: args.cidr, enableDnsSupport: true, enableDnsHostnames: true },
      // Another range would replace the network, and with it everything in it.
      { parent: this, ...protection(context) },
    );
    const { id: vpcId } = vpc;

    // Taken over with no rules: what forgets to name its security group can talk to nobody.
    new aws.ec2.DefaultSecurityGroup(`${name}-default`, { region, tags, vpcId, ingress: [], egress: [] }, { parent: this });

    if (args.encryptionMonitor) {
      new aws.ec2.VpcEncryptionControl(name, { region, tags: named(context, name), vpcId, mode: "monitor" }, { parent: this });
    }

    this.vpcId = vpcId;
    this.internetGateway = new aws.ec2.InternetGateway(name, { region, tags: named(context, name), vpcId }, { parent: this });
    this.subnets = this.#createSubnets(name, context, args);
    this.registerOutputs({ vpcId: this.vpcId, subnets: this.subnets });
  }

  #createSubnets(name: string, context: Context, args: VpcArgs): Record<SubnetKind, ZoneSubnet[]> {
    const subnets: Record<SubnetKind, ZoneSubnet[]> = { public: [], firewall: [], app: [], data: [] };
    for (const [zone, ranges] of addressPlan(args.cidr, args.zones)) {
      for (const kind of ["public", "firewall", "app", "data"] as const) {
        const subnetName = `${name}-${kind}-${zone}`;
        const subnet = new aws.ec2.Subnet(
          subnetName,
          {
            region: context.region,
            tags: { ...named(context, subnetName), ...(kind === "app" ? clusterTags(context) : {}) },
            vpcId: this.vpcId,
            availabilityZone: `${context.region}${zone}`,
            cidrBlock: ranges[kind],
            mapPublicIpOnLaunch: false,
          },
          { parent: this },
        );
        subnets[kind].push({ zone, id: subnet.id });
      }
    }
    return subnets;
  }
}

/** By these the cluster's controllers find the subnets for nodes and internal balancers. No subnet is marked for public ones: there are none. */
function clusterTags({ environment }: Context): Record<string, string> {
  return { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": environment };
}
