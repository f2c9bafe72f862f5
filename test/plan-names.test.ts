import assert from "node:assert/strict";
import { planOf, stacks } from "./plans.ts";

/** Which input of a type is its name at AWS, and how many characters AWS allows: each from the service's API reference. */
const physicalNames: Readonly<Record<string, readonly [input: string, limit: number]>> = {
  "aws:cloudtrail/trail:Trail": ["name", 128],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name", 255],
  "aws:cloudwatch/eventRule:EventRule": ["name", 64],
  "aws:ec2/launchTemplate:LaunchTemplate": ["name", 128],
  "aws:eks/cluster:Cluster": ["name", 100],
  "aws:eks/nodeGroup:NodeGroup": ["nodeGroupName", 63],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["replicationGroupId", 40],
  "aws:iam/instanceProfile:InstanceProfile": ["name", 128],
  "aws:iam/policy:Policy": ["name", 128],
  "aws:iam/role:Role": ["name", 64],
  "aws:kms/alias:Alias": ["name", 256],
  "aws:lb/loadBalancer:LoadBalancer": ["name", 32],
  "aws:lb/targetGroup:TargetGroup": ["name", 32],
  "aws:s3/bucket:Bucket": ["bucket", 63],
  "aws:sns/topic:Topic": ["name", 256],
  "aws:sqs/queue:Queue": ["name", 80],
};

describe("names in the plans", () => {
  for (const stack of stacks) {
    it(`of what belongs to a component begin with its name: ${stack}`, async () => {
      const { resources } = await planOf(stack);
      const names = new Map(resources.map(({ urn, name }) => [urn, name]));
      const strangers = resources.filter(({ name, parent }) => parent !== undefined && !name.startsWith(names.get(parent) ?? ""));
      assert.deepEqual(
        strangers.map(({ urn }) => urn),
        [],
      );
    });

    it(`at AWS are the environment's, short enough, and no two alike: ${stack}`, async () => {
      const { resources } = await planOf(stack);
      const taken = new Set<string>();
      for (const { type, inputs } of resources) {
        const [input = "", limit = 0] = physicalNames[type] ?? [];
        const name = inputs[input];
        if (typeof name !== "string") continue;
        assert.match(name, new RegExp(`^(alias/)?${stack}-`), type);
        assert.ok(name.length <= limit, `${type} ${name} has more than ${limit} characters`);
        assert.ok(!taken.has(`${type} ${name}`), `${type} ${name} is there twice`);
        taken.add(`${type} ${name}`);
      }
    });
  }
});
