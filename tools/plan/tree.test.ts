import assert from "node:assert/strict";
import type { Plan, PlannedOptions, PlannedResource } from "./plan.ts";
import { tree } from "./tree.ts";

const footer = "What Pulumi's engine would be told. Made without one: no state, no comparison with the cloud, no provider.";

describe("the plan as a tree", () => {
  it("shows what belongs to what, with counts and marks", () => {
    const cache = component("cache", "strata:cache:RedisCluster");
    const shard = { ...component("cache-shard", "strata:cache:Shard"), parent: cache.urn };
    const plan: Plan = {
      ...empty,
      resources: [
        shard,
        custom("cache-shard-node", "aws:elasticache/cluster:Cluster", { parent: shard.urn }),
        custom("cache", "aws:elasticache/replicationGroup:ReplicationGroup", {
          parent: cache.urn,
          options: { protect: true, retainOnDelete: true },
        }),
        cache,
        custom("aws", "pulumi:providers:aws"),
      ],
      outputs: { endpoint: "<x>", zones: ["a", "b"] },
      secrets: [
        { key: "strata:password", set: false },
        { key: "strata:token", set: true },
      ],
    };
    assert.equal(
      tree(plan, plain),
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

  it("of nothing says so", () => assert.equal(tree(empty, plain), `strata prod: 0 resources in 0 components\n\n${footer}`));

  it("marks with colours what is protected", () => {
    const plan = { ...empty, resources: [custom("key", "aws:kms/key:Key", { options: { protect: true } })] };
    assert.match(
      tree(plan, (style, text) => `{${style} ${text}}`),
      /\{yellow protected\}/,
    );
  });
});

const empty: Plan = { project: "strata", stack: "prod", resources: [], outputs: {}, secrets: [] };

function plain(_: string, text: string): string {
  return text;
}

function component(name: string, type: string): PlannedResource {
  return { ...custom(name, type), custom: false };
}

function custom(name: string, type: string, more: { parent?: string; options?: PlannedOptions } = {}): PlannedResource {
  const urn = `urn:pulumi:prod::strata::${type}::${name}`;
  return {
    urn,
    type,
    name,
    custom: true,
    inputs: {},
    dependencies: [],
    propertyDependencies: {},
    aliases: [],
    options: {},
    outputs: {},
    ...more,
  };
}
