import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { physicalName } from "../core/names.ts";
import { named } from "../core/tags.ts";
import { BalancerGroup } from "./balancer-group.ts";
import type { Ingress } from "./security-group.ts";
import { healthCheck, type Targets } from "./targets.ts";

export interface NetworkBalancerArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets, one a zone. Adding one keeps the balancer, taking one away replaces it. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Who may call it, on port 443. @default nobody */
  readonly ingress?: readonly Ingress[];
  readonly targets: Targets;
  /** Name of the bucket for access logs. A TCP listener writes none (flow logs have its connections); a TLS listener would. */
  readonly logBucket: pulumi.Input<string>;
}

/**
 * An internal balancer of connections: TCP 443 passes through to the targets, which speak TLS themselves and see the callers' own addresses. About $16 a
 * month ($0.0225 an hour) and $4.38 a month for each capacity unit in use ($0.006 an hour).
 */
export class NetworkBalancer extends Component {
  readonly arn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** The Route 53 zone of `dnsName`, for alias records. */
  readonly dnsZoneId: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** For the TargetGroupBinding that attaches the pods. */
  readonly targetGroupArn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: NetworkBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:NetworkBalancer", name, opts);
    const { region, tags } = context;

    const group = new BalancerGroup(
      name,
      context,
      { vpcId: args.vpcId, description: `Balancer ${name}`, ingress: args.ingress ?? [], targets: args.targets },
      { parent: this },
    );
    const balancer = this.#createBalancer(name, context, args, group.securityGroupId);
    const targetGroup = this.#createTargetGroup(name, context, args);
    new aws.lb.Listener(
      name,
      {
        region,
        tags,
        loadBalancerArn: balancer.arn,
        port: 443,
        protocol: "TCP",
        defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      },
      { parent: this },
    );

    this.arn = balancer.arn;
    this.dnsName = balancer.dnsName;
    this.dnsZoneId = balancer.zoneId;
    this.securityGroupId = group.securityGroupId;
    this.targetGroupArn = targetGroup.arn;
    this.registerOutputs({ arn: this.arn, dnsName: this.dnsName, targetGroupArn: this.targetGroupArn });
  }

  #createBalancer(name: string, context: Context, args: NetworkBalancerArgs, securityGroupId: pulumi.Input<string>) {
    return new aws.lb.LoadBalancer(
      name,
      {
        region: context.region,
        tags: context.tags,
        name: physicalName(context, name, 32),
        loadBalancerType: "network",
        internal: true,
        ipAddressType: "ipv4",
        subnets: [...args.subnetIds],
        // A balancer that is made without a security group can never have one.
        securityGroups: [securityGroupId],
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on",
        enableDeletionProtection: context.keepsData,
        // All targets have their share whatever the callers' zones; what crosses zones is paid for.
        enableCrossZoneLoadBalancing: true,
        enableZonalShift: true,
        accessLogs: { bucket: args.logBucket, prefix: `balancers/${name}`, enabled: true },
      },
      { parent: this },
    );
  }

  #createTargetGroup(name: string, context: Context, { vpcId, targets }: NetworkBalancerArgs) {
    return new aws.lb.TargetGroup(
      name,
      {
        // Without a name of its own, so that a replacement can stand beside it while the listener changes over.
        region: context.region,
        tags: named(context, name),
        vpcId,
        targetType: "ip",
        protocol: "TCP",
        port: targets.tlsPort,
        // Off by default for addresses as targets.
        preserveClientIp: "true",
        // A client that stays longer than this on a pod that goes is cut off, and comes back to another.
        deregistrationDelay: 60,
        connectionTermination: true,
        healthCheck: healthCheck(targets.health),
      },
      { parent: this },
    );
  }
}
