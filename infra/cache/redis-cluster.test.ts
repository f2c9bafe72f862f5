import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { RedisCluster, type RedisClusterArgs } from "./redis-cluster.ts";

const args: RedisClusterArgs = {
  shards: 3,
  replicas: 2,
  nodeType: "cache.r7g.large",
  engineVersion: "9.0",
  scaling: { enabled: false, maxShards: 6 },
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  kmsKeyArn: "arn:key",
  password: "canary-4711-canary",
  logKeyArn: "arn:log-key",
  logDays: 365,
  alarmTopicArn: "arn:topic",
};
const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const dev = { ...prod, environment: "dev", keepsData: false };

describe("RedisCluster", () => {
  it("is Valkey in cluster mode, encrypted at rest and on the way, for its user alone", async () => {
    assert.deepEqual(await groupOf(args), {
      region: "us-east-1",
      tags: { tier: "prod" },
      replicationGroupId: "prod-cache",
      description: "Cache of prod",
      engine: "valkey",
      engineVersion: "9.0",
      nodeType: "cache.r7g.large",
      port: 6379,
      clusterMode: "enabled",
      numNodeGroups: 3,
      replicasPerNodeGroup: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
      kmsKeyId: "arn:key",
      userGroupIds: ["prod-cache-users"],
      parameterGroupName: "prod-cache-valkey9",
      subnetGroupName: "prod-cache",
      securityGroupIds: ["sg-1"],
      logDeliveryConfigurations: ["slow-log", "engine-log"].map((logType) => ({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination: `/aws/vendedlogs/elasticache/prod/cache-logs/${logType}`,
      })),
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      snapshotRetentionLimit: 7,
      snapshotWindow: "01:00-02:00",
      maintenanceWindow: "sun:03:00-sun:05:00",
    });
  });

  it("has parameters of its version's family, cluster mode among them", async () => {
    const made = await parts(args);
    assert.deepEqual(made["elasticache.ParameterGroup/cache"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "prod-cache-valkey9",
      family: "valkey9",
      description: "Cache of prod",
      parameters: [
        { name: "cluster-enabled", value: "yes" },
        { name: "maxmemory-policy", value: "allkeys-lru" },
        { name: "slowlog-log-slower-than", value: "10000" },
      ],
    });
  });

  it("spreads over zones only when there are replicas to spread", async () => {
    const group = await groupOf({ ...args, replicas: 0 });
    assert.equal(group.multiAzEnabled, false);
    assert.equal(group.automaticFailoverEnabled, true);
  });

  it("keeps no snapshots and changes at once where nothing is kept", async () => {
    const { snapshotRetentionLimit, applyImmediately } = await groupOf(args, dev);
    assert.deepEqual([snapshotRetentionLimit, applyImmediately], [0, true]);
  });

  it("watches every shard", async () => {
    assert.deepEqual(count(await parts(args), "cloudwatch.MetricAlarm/"), 12);
    assert.deepEqual(count(await parts({ ...args, shards: 5, replicas: 0 }), "cloudwatch.MetricAlarm/"), 15);
  });

  it("lets the number of shards follow the load only if told so", async () => {
    assert.equal(count(await parts(args), "appautoscaling."), 0);
    const scaled = await parts({ ...args, scaling: { enabled: true, maxShards: 6 } });
    assert.equal(count(scaled, "appautoscaling."), 3);
    const { minCapacity, maxCapacity } = scaled["appautoscaling.Target/cache-scaling"] ?? {};
    assert.deepEqual([minCapacity, maxCapacity], [3, 6]);
  });
});

type Parts = Awaited<ReturnType<typeof created>>;

function parts(args: RedisClusterArgs, context = prod): Promise<Parts> {
  return created(() => new RedisCluster("cache", context, args));
}

async function groupOf(args: RedisClusterArgs, context = prod) {
  const group = (await parts(args, context))["elasticache.ReplicationGroup/cache"];
  assert.ok(group);
  return group;
}

function count(parts: Parts, prefix: string): number {
  return Object.keys(parts).filter((name) => name.startsWith(prefix)).length;
}
