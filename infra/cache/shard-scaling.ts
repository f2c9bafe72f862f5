import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";

export interface ShardScalingArgs {
  readonly groupId: pulumi.Input<string>;
  readonly minShards: number;
  readonly maxShards: number;
}

/** What a shard may use on average, in percent, before there are more of them. */
const targets = {
  cpu: { metric: "ElastiCachePrimaryEngineCPUUtilization", percent: 60 },
  memory: { metric: "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage", percent: 70 },
} as const;

/** Adds shards while the cache is busy or full, and takes them away afterwards: keys move while it serves. Each shard costs what its nodes do. */
export class ShardScaling extends Component {
  constructor(name: string, context: Context, args: ShardScalingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cache:ShardScaling", name, opts);
    const { region, tags } = context;

    const target = new aws.appautoscaling.Target(
      name,
      {
        region,
        tags,
        serviceNamespace: "elasticache",
        resourceId: pulumi.interpolate`replication-group/${args.groupId}`,
        scalableDimension: "elasticache:replication-group:NodeGroups",
        minCapacity: args.minShards,
        maxCapacity: args.maxShards,
      },
      { parent: this },
    );
    for (const [what, { metric, percent }] of Object.entries(targets)) {
      new aws.appautoscaling.Policy(
        `${name}-${what}`,
        {
          region,
          name: `${what} at ${percent} percent`,
          policyType: "TargetTrackingScaling",
          serviceNamespace: target.serviceNamespace,
          resourceId: target.resourceId,
          scalableDimension: target.scalableDimension,
          targetTrackingScalingPolicyConfiguration: {
            predefinedMetricSpecification: { predefinedMetricType: metric },
            targetValue: percent,
            // Moving keys takes minutes: seconds to wait after it before the next step.
            scaleOutCooldown: 600,
            scaleInCooldown: 1800,
          },
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
