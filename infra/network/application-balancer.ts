import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { physicalName } from "../core/names.ts";
import { named } from "../core/tags.ts";
import { BalancerGroup } from "./balancer-group.ts";
import type { Ingress } from "./security-group.ts";
import { healthCheck, type Targets } from "./targets.ts";

export interface ApplicationBalancerArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets, one a zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Who may call it, on port 443. @default nobody */
  readonly ingress?: readonly Ingress[];
  readonly targets: Targets;
  /** ARN of the certificate that callers see, of the balancer's own region. */
  readonly certificateArn: pulumi.Input<string>;
  /** Takes TLS 1.2 beside 1.3: for callers that offer nothing newer, such as CloudFront towards its origins. @default false */
  readonly admitsTls12?: boolean;
  /** Name of the bucket for access and connection logs, encrypted by S3 itself: the balancer cannot write with a key of KMS. */
  readonly logBucket: pulumi.Input<string>;
}

/** Both offer post-quantum key exchange. Without a policy AWS takes its own of 2016. */
const tlsPolicies = {
  tls13: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
  tls12: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
} as const;

/**
 * An internal HTTPS balancer in front of pods. It has no port 80: an API does not redirect requests that were sent in the clear. About $16 a month
 * ($0.0225 an hour) and $5.84 a month for each capacity unit in use ($0.008 an hour).
 */
export class ApplicationBalancer extends Component {
  readonly arn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** The Route 53 zone of `dnsName`, for alias records. */
  readonly dnsZoneId: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly listenerArn: pulumi.Output<string>;
  /** For the TargetGroupBinding that attaches the pods. */
  readonly targetGroupArn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: ApplicationBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:ApplicationBalancer", name, opts);
    const { region, tags } = context;

    const group = new BalancerGroup(
      name,
      context,
      { vpcId: args.vpcId, description: `Balancer ${name}`, ingress: args.ingress ?? [], targets: args.targets },
      { parent: this },
    );
    const balancer = this.#createBalancer(name, context, args, group.securityGroupId);
    const targetGroup = this.#createTargetGroup(name, context, args);
    const listener = new aws.lb.Listener(
      name,
      {
        region,
        tags,
        loadBalancerArn: balancer.arn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: args.admitsTls12 ? tlsPolicies.tls12 : tlsPolicies.tls13,
        certificateArn: args.certificateArn,
        defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      },
      { parent: this },
    );

    this.arn = balancer.arn;
    this.dnsName = balancer.dnsName;
    this.dnsZoneId = balancer.zoneId;
    this.securityGroupId = group.securityGroupId;
    this.listenerArn = listener.arn;
    this.targetGroupArn = targetGroup.arn;
    this.registerOutputs({ arn: this.arn, dnsName: this.dnsName, targetGroupArn: this.targetGroupArn });
  }

  #createBalancer(name: string, context: Context, args: ApplicationBalancerArgs, securityGroupId: pulumi.Input<string>) {
    const logs = { bucket: args.logBucket, prefix: `balancers/${name}`, enabled: true };
    return new aws.lb.LoadBalancer(
      name,
      {
        region: context.region,
        tags: context.tags,
        name: physicalName(context, name, 32),
        loadBalancerType: "application",
        internal: true,
        ipAddressType: "ipv4",
        subnets: [...args.subnetIds],
        securityGroups: [securityGroupId],
        enableDeletionProtection: context.keepsData,
        enableCrossZoneLoadBalancing: true,
        enableZonalShift: true,
        enableHttp2: true,
        // Requests that parsers may disagree about are refused, and headers that are none do not reach the targets.
        desyncMitigationMode: "defensive",
        dropInvalidHeaderFields: true,
        preserveHostHeader: true,
        xffHeaderProcessingMode: "append",
        // A firewall that does not answer stops requests instead of letting them by.
        enableWafFailOpen: false,
        // Targets keep their connections open for longer: else one could close under a request.
        idleTimeout: 60,
        accessLogs: logs,
        connectionLogs: logs,
      },
      { parent: this },
    );
  }

  #createTargetGroup(name: string, context: Context, { vpcId, targets }: ApplicationBalancerArgs) {
    return new aws.lb.TargetGroup(
      name,
      {
        // Without a name of its own, so that a replacement can stand beside it while the listener changes over.
        region: context.region,
        tags: named(context, name),
        vpcId,
        targetType: "ip",
        protocol: "HTTPS",
        port: targets.tlsPort,
        // For pods whose caches are cold. It goes with the default algorithm alone, round robin.
        slowStart: 30,
        deregistrationDelay: 30,
        healthCheck: healthCheck(targets.health),
      },
      { parent: this },
    );
  }
}
