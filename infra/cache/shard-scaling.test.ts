import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { ShardScaling } from "./shard-scaling.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const shards = {
  serviceNamespace: "elasticache",
  resourceId: "replication-group/prod-cache",
  scalableDimension: "elasticache:replication-group:NodeGroups",
};

describe("ShardScaling", () => {
  it("follows the engines' load and the memory, whichever asks for more shards", async () => {
    const args = { groupId: "prod-cache", minShards: 3, maxShards: 9 };
    const policy = (metric: string, percent: number) => ({
      predefinedMetricSpecification: { predefinedMetricType: metric },
      targetValue: percent,
      scaleOutCooldown: 600,
      scaleInCooldown: 1800,
    });
    assert.deepEqual(await created(() => new ShardScaling("cache-scaling", prod, args)), {
      "appautoscaling.Target/cache-scaling": { ...shards, region: "us-east-1", tags: { tier: "prod" }, minCapacity: 3, maxCapacity: 9 },
      "appautoscaling.Policy/cache-scaling-cpu": {
        ...shards,
        region: "us-east-1",
        name: "cpu at 60 percent",
        policyType: "TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration: policy("ElastiCachePrimaryEngineCPUUtilization", 60),
      },
      "appautoscaling.Policy/cache-scaling-memory": {
        ...shards,
        region: "us-east-1",
        name: "memory at 70 percent",
        policyType: "TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration: policy("ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage", 70),
      },
    });
  });
});
