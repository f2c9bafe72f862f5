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

  it("protect what holds data in prod", async () => {
    const { resources } = await planOf("prod");
    const stateful = ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:kms/key:Key"];
    for (const { options, type } of resources.filter(({ type }) => stateful.includes(type))) {
      assert.deepEqual([options.protect, options.retainOnDelete], [true, true], type);
    }
  });
});

function find(resources: readonly PlannedResource[], type: string, name: string): PlannedResource {
  const found = resources.find((resource) => resource.type === type && resource.name === name);
  assert.ok(found, type);
  return found;
}
