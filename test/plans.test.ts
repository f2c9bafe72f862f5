import assert from "node:assert/strict";
import { goldenFiles } from "../tools/plan/golden.ts";
import { storedGolden } from "../tools/plan/golden-files.ts";
import type { PlannedResource } from "../tools/plan/plan.ts";
import { makePlan } from "../tools/plan/run.ts";
import { planOf, root, stacks } from "./plans.ts";

describe("plans of the stacks", () => {
  for (const stack of stacks) {
    it(`are as the golden files show: ${stack}`, async () => {
      const files = goldenFiles(await planOf(stack));
      const stored = storedGolden(root, stack);
      assert.deepEqual([...stored.keys()], [...files.keys()], `the layers of ${stack} changed: npm run plan -- ${stack} --update`);
      for (const [layer, text] of files) {
        assert.equal(stored.get(layer), text, `layer ${layer} of ${stack} changed: if that is meant, npm run plan -- ${stack} --update`);
      }
    });
  }

  for (const stack of ["dev", "prod"]) {
    it(`are the same to the byte whenever they are made, and wherever from: ${stack}`, async () => {
      const variables = { AWS_REGION: "xx-nowhere-1", AWS_PROFILE: "nobody", PULUMI_CONFIG: "{}" };
      Object.assign(process.env, variables);
      try {
        assert.equal(JSON.stringify(await makePlan(root, stack, assert.fail)), JSON.stringify(await planOf(stack)));
      } finally {
        for (const name of Object.keys(variables)) delete process.env[name];
      }
    });
  }

  it("wire the cache to its key, subnets and security group", async () => {
    const { resources, outputs } = await planOf("prod");
    const group = find(resources, "aws:elasticache/replicationGroup:ReplicationGroup", "cache");
    assert.equal(group.inputs.kmsKeyId, "<kms.Key/security-cache-key.arn>");
    assert.deepEqual(group.inputs.securityGroupIds, ["<ec2.SecurityGroup/cache-nodes.id>"]);
    assert.deepEqual(
      find(resources, "aws:elasticache/subnetGroup:SubnetGroup", "cache").inputs.subnetIds,
      ["a", "b", "c"].map((zone) => `<ec2.Subnet/network-data-${zone}.id>`),
    );
    assert.equal(outputs.cacheEndpoint, "<elasticache.ReplicationGroup/cache.configurationEndpointAddress>");
  });

  it("leave the caches' version to AWS, which raises it by itself, and their number of shards only where it scales", async () => {
    const { resources } = await planOf("prod");
    for (const name of ["cache", "gateway-cache"]) {
      const { options } = find(resources, "aws:elasticache/replicationGroup:ReplicationGroup", name);
      assert.deepEqual(options.ignoreChanges, ["engineVersion"]);
    }
  });

  for (const type of ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:kms/key:Key", "aws:ec2/vpc:Vpc", "aws:ec2/eip:Eip"]) {
    it(`protect what holds data or cannot be had again in prod: ${type}`, async () => {
      const found = (await planOf("prod")).resources.filter((resource) => resource.type === type);
      assert.notEqual(found.length, 0);
      for (const { options } of found) assert.deepEqual([options.protect, options.retainOnDelete], [true, true]);
    });
  }
});

function find(resources: readonly PlannedResource[], type: string, name: string): PlannedResource {
  const found = resources.find((resource) => resource.type === type && resource.name === name);
  assert.ok(found, type);
  return found;
}
