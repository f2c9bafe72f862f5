import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "..");

/** What `npm run plan -- ...` prints. */
async function plan(...words: string[]): Promise<string> {
  // A different folder, and an environment that must not matter.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [resolve(root, "tools/plan/main.ts"), ...words], {
    cwd: "/",
    env: { ...process.env, AWS_REGION: "xx-nowhere-1", PULUMI_CONFIG: "{}", NO_COLOR: "1" },
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(stderr, "");
  return stdout;
}

describe("plans of the stacks", () => {
  it("are the same to the byte whenever they are made: dev", async () =>
    assert.equal(await plan("dev", "--json"), await plan("dev", "--json")));

  it("protect what holds data in prod, and wire the cache to its key, subnets and security group, twice alike", async () => {
    const text = await plan("prod", "--json");
    assert.equal(text, await plan("prod", "--json"));
    const { resources, outputs } = JSON.parse(text);
    const protectedNames = resources.filter(({ options }: Resource) => options.protect).map(({ type }: Resource) => type);
    assert.deepEqual(protectedNames, ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:kms/key:Key"]);

    const group = resources.find(({ type }: Resource) => type === "aws:elasticache/replicationGroup:ReplicationGroup");
    assert.equal(group.inputs.kmsKeyId, "<kms.Key/cache-key.arn>");
    assert.deepEqual(group.inputs.securityGroupIds, ["<ec2.SecurityGroup/cache-nodes.id>"]);
    const subnets = resources.find(({ type }: Resource) => type === "aws:elasticache/subnetGroup:SubnetGroup");
    assert.deepEqual(
      subnets.inputs.subnetIds,
      ["a", "b", "c"].map((zone) => `<ec2.Subnet/network-data-${zone}.id>`),
    );
    assert.equal(outputs.cacheEndpoint, "<elasticache.ReplicationGroup/cache.configurationEndpointAddress>");
  });

  it("show as trees: local", async () => {
    assert.match(await plan("local", "--tree"), /^strata local: 0 resources in 0 components\n/);
  });
});

interface Resource {
  readonly type: string;
  readonly options: { readonly protect?: boolean };
}
