import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { nodesOf, ShardAlarms } from "./shard-alarms.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("nodesOf", () => {
  for (const [what, nodes, expected] of [
    ["a shard of a cluster", nodesOf("prod-cache", 2, 12), ["prod-cache-0012-001", "prod-cache-0012-002", "prod-cache-0012-003"]],
    ["a shard without replicas", nodesOf("dev-cache", 0, 1), ["dev-cache-0001-001"]],
    ["a group that is no cluster", nodesOf("prod-gateway-cache", 1), ["prod-gateway-cache-001", "prod-gateway-cache-002"]],
  ] as const) {
    it(`knows ${what}`, () => assert.deepEqual(nodes, expected));
  }
});

describe("ShardAlarms", () => {
  it("ask for a primary, and take silence for none", async () => {
    const alarms = await made(["prod-cache-0001-001", "prod-cache-0001-002"]);
    const measured = (node: number) => ({
      id: `node${node}`,
      metric: {
        namespace: "AWS/ElastiCache",
        metricName: "IsMaster",
        dimensions: { CacheClusterId: `prod-cache-0001-00${node}` },
        period: 60,
        stat: "Minimum",
      },
    });
    assert.deepEqual(alarms["cloudwatch.MetricAlarm/cache-shard-1-primary"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "prod-cache-shard-1-primary",
      alarmDescription: "prod: cache-shard-1 has no primary: its keys can be neither written nor read from it",
      metricQueries: [measured(1), measured(2), { id: "shard", expression: "SUM(METRICS())", label: "IsMaster", returnData: true }],
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 3,
      treatMissingData: "breaching",
      alarmActions: ["arn:topic"],
      okActions: ["arn:topic"],
    });
  });

  it("watch memory, the engine and, where there are replicas, how far they are behind", async () => {
    assert.deepEqual(Object.keys(await made(["a", "b"])), alarmsNamed("primary", "memory", "cpu", "lag"));
    assert.deepEqual(Object.keys(await made(["a"])), alarmsNamed("primary", "memory", "cpu"));
  });

  for (const [what, metric, threshold, minutes] of [
    ["memory", "DatabaseMemoryUsagePercentage", 80, 15],
    ["cpu", "EngineCPUUtilization", 80, 5],
    ["lag", "ReplicationLag", 5, 5],
  ] as const) {
    it(`tell of ${metric} over ${threshold} for ${minutes} minutes, on the worst node`, async () => {
      const alarm = (await made(["a", "b"]))[`cloudwatch.MetricAlarm/cache-shard-1-${what}`];
      const queries = alarm?.metricQueries as { expression?: string; metric?: { metricName: string } }[];
      assert.deepEqual(
        [alarm?.comparisonOperator, alarm?.threshold, alarm?.evaluationPeriods],
        ["GreaterThanThreshold", threshold, minutes],
      );
      assert.deepEqual(
        queries.map((query) => query.metric?.metricName ?? query.expression),
        [metric, metric, "MAX(METRICS())"],
      );
    });
  }
});

function alarmsNamed(...names: string[]) {
  return names.map((name) => `cloudwatch.MetricAlarm/cache-shard-1-${name}`);
}

function made(nodes: string[]) {
  return created(() => new ShardAlarms("cache-shard-1", prod, { nodes, topicArn: "arn:topic" }));
}
