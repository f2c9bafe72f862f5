import assert from "node:assert/strict";
import { register } from "../../test/mocks.ts";
import { RedisCluster, type RedisClusterArgs } from "./redis-cluster.ts";

const args: RedisClusterArgs = {
  shards: 3,
  replicas: 2,
  nodeType: "cache.r7g.large",
  engineVersion: "9.0",
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  kmsKeyArn: "arn:key",
};
const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };

describe("RedisCluster", () => {
  it("spreads over zones only when there are replicas to spread", async () => {
    const group = await groupOf({ ...args, replicas: 0 });
    assert.equal(group.multiAzEnabled, false);
    assert.equal(group.automaticFailoverEnabled, true);
  });

  it("keeps a week of snapshots in prod and none elsewhere", async () => {
    assert.equal((await groupOf(args)).snapshotRetentionLimit, 7);
    assert.equal((await groupOf(args, { ...prod, keepsData: false })).snapshotRetentionLimit, 0);
  });
});

async function groupOf(args: RedisClusterArgs, context = prod) {
  const resources = await register(() => new RedisCluster("cache", context, args));
  const group = resources.find((resource) => resource.type === "aws:elasticache/replicationGroup:ReplicationGroup");
  assert.ok(group);
  return group.inputs;
}
