import assert from "node:assert/strict";
import { planWith, resource } from "./fixture/plan.ts";
import { tree } from "./tree.ts";

const footer = "What Pulumi's engine would be told. Made without one: no state, no comparison with the cloud, no provider.";

describe("the plan as a tree", () => {
  it("shows what belongs to what, with counts and marks", () => {
    const cache = resource("strata:cache:RedisCluster", "cache");
    const shard = resource("strata:cache:Shard", "cache-shard", { parent: cache.urn });
    const plan = planWith(
      [
        shard,
        resource("aws:elasticache/cluster:Cluster", "cache-shard-node", { parent: shard.urn }),
        resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
          parent: cache.urn,
          options: { protect: true, retainOnDelete: true },
        }),
        cache,
        resource("pulumi:providers:aws", "aws"),
      ],
      {
        outputs: { endpoint: "<x>", zones: ["a", "b"] },
        secrets: [
          { key: "strata:password", set: false },
          { key: "strata:token", set: true },
        ],
      },
    );
    assert.equal(
      tree(plan, [], plain),
      `strata prod: 3 resources in 2 components, 1 protected

aws                     providers.aws
cache                   cache.RedisCluster, 2 resources
├─ cache                elasticache.ReplicationGroup  protected, kept on delete
└─ cache-shard          cache.Shard, 1 resource
   └─ cache-shard-node  elasticache.Cluster

Outputs
  endpoint: <x>
  zones: ["a","b"]

Secrets, known to the program as placeholders
  strata:password  not set
  strata:token

${footer}`,
    );
  });

  it("of nothing says so", () => assert.equal(tree(empty, [], plain), `strata prod: 0 resources in 0 components\n\n${footer}`));

  it("shows the waivers of what is in it, by short name or URN", () => {
    const key = resource("aws:kms/key:Key", "key");
    const waiver = { rule: "keys-rotate", reason: "it is given from outside" };
    const waivers = ["kms.Key/key", key.urn, "kms.Key/other"].map((resource) => ({ ...waiver, resource }));
    assert.match(
      tree(planWith([key]), waivers, plain),
      /\n\nWaivers\n {2}kms\.Key\/key {2}keys-rotate: it is given from outside\n {2}urn:pulumi:prod::strata::aws:kms\/key:Key::key {2}keys-rotate: .*\n\n/,
    );
  });

  it("counts the charts that it cannot look into", () => {
    const charts = ["one", "two"].map((name) => resource("kubernetes:helm.sh/v3:Release", name));
    assert.match(tree(planWith(charts), [], plain), /no provider\.\n2 charts not rendered\.$/);
  });

  it("marks with colours what is protected", () => {
    const plan = planWith([resource("aws:kms/key:Key", "key", { options: { protect: true } })]);
    assert.match(
      tree(plan, [], (style, text) => `{${style} ${text}}`),
      /\{yellow protected\}/,
    );
  });
});

const empty = planWith([]);

function plain(_: string, text: string): string {
  return text;
}
