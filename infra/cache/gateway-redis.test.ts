import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { gatewayAccess } from "./access.ts";
import { GatewayRedis, type GatewayRedisArgs } from "./gateway-redis.ts";

const args: GatewayRedisArgs = {
  replicas: 1,
  nodeType: "cache.t4g.small",
  engineVersion: "9.0",
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  kmsKeyArn: "arn:key",
  password: "canary-4711-canary",
  logKeyArn: "arn:log-key",
  logDays: 365,
  alarmTopicArn: "arn:topic",
};
const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };

describe("GatewayRedis", () => {
  it("is no cluster, and fails over to its replica by itself", async () => {
    const { clusterMode, numCacheClusters, numNodeGroups, automaticFailoverEnabled, multiAzEnabled } = await groupOf(args);
    assert.deepEqual(
      { clusterMode, numCacheClusters, numNodeGroups, automaticFailoverEnabled, multiAzEnabled },
      { clusterMode: "disabled", numCacheClusters: 2, numNodeGroups: undefined, automaticFailoverEnabled: true, multiAzEnabled: true },
    );
  });

  it("does without failover where there is nothing to fail over to", async () => {
    const { numCacheClusters, automaticFailoverEnabled, multiAzEnabled } = await groupOf({ ...args, replicas: 0 });
    assert.deepEqual([numCacheClusters, automaticFailoverEnabled, multiAzEnabled], [1, false, false]);
  });

  it("is encrypted and for the gateway's user alone, and keeps no snapshot of counters", async () => {
    const made = await parts(args);
    const group = await groupOf(args);
    assert.deepEqual(
      [group.transitEncryptionMode, group.atRestEncryptionEnabled, group.kmsKeyId, group.userGroupIds, group.snapshotRetentionLimit],
      ["required", true, "arn:key", ["prod-gateway-cache-users"], 0],
    );
    assert.equal(made["elasticache.User/gateway-cache-users-gateway"]?.accessString, gatewayAccess.rights);
  });

  it("has no parameter of cluster mode, and alarms on its nodes", async () => {
    const made = await parts(args);
    assert.deepEqual(made["elasticache.ParameterGroup/gateway-cache"]?.parameters, [
      { name: "maxmemory-policy", value: "allkeys-lru" },
      { name: "slowlog-log-slower-than", value: "10000" },
    ]);
    assert.equal(Object.keys(made).filter((name) => name.startsWith("cloudwatch.MetricAlarm/")).length, 4);
  });
});

function parts(args: GatewayRedisArgs) {
  return created(() => new GatewayRedis("gateway-cache", prod, args));
}

async function groupOf(args: GatewayRedisArgs) {
  const group = (await parts(args))["elasticache.ReplicationGroup/gateway-cache"];
  assert.ok(group);
  return group;
}
