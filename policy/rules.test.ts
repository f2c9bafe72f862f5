import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { bucketExamples } from "./fixture/buckets.ts";
import { cacheExamples } from "./fixture/cache.ts";
import { clusterExamples } from "./fixture/cluster.ts";
import { edgeExamples } from "./fixture/edge.ts";
import { eksExamples } from "./fixture/eks.ts";
import type { Examples } from "./fixture/example.ts";
import { messagingExamples } from "./fixture/messaging.ts";
import { balancerExamples, networkExamples } from "./fixture/network.ts";
import { securityExamples } from "./fixture/security.ts";
import { Graph } from "./graph.ts";
import type { AnyResource } from "./resources.ts";
import type { Rule } from "./rule.ts";
import { rules } from "./rules.ts";

const examples: Examples = {
  ...networkExamples,
  ...balancerExamples,
  ...edgeExamples,
  ...securityExamples,
  ...bucketExamples,
  ...cacheExamples,
  ...clusterExamples,
  ...eksExamples,
  ...messagingExamples,
};

describe("policy rules", () => {
  for (const rule of rules) {
    it(`${rule.id}: lets pass what holds, names what breaks it`, () => {
      const example = examples[rule.id];
      assert.ok(example, "has no example");
      assert.ok(example.breaks.length > 0, "has no example that breaks it");
      assert.deepEqual(said(rule, example.holds), []);
      for (const stack of example.breaks) assert.equal(said(rule, stack).length, 1, JSON.stringify(stack));
    });
  }

  it("are all in the list, each in the file of its name, with the rows of the checklist that it comes from", () => {
    const files = globSync("*/*.ts", { cwd: import.meta.dirname })
      .map((file) => ({ id: basename(file, ".ts"), text: readFileSync(join(import.meta.dirname, file), "utf8") }))
      .filter(({ text }) => /= rule\(/.test(text));
    assert.deepEqual(files.map(({ id }) => id).sort(), rules.map(({ id }) => id).sort());
    for (const { id, text } of files) {
      assert.match(text, new RegExp(`rule\\(\\s*"${id}"`));
      assert.match(text, /^\/\*\* .+\. \((\d+|must-set)\b.*\) \*\/\nexport const/m, id);
    }
  });

  it("have no example without a rule", () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(
      Object.keys(examples).filter((id) => !ids.includes(id)),
      [],
    );
  });
});

/** What a rule says about a stack, once for each resource that breaks it. */
function said(rule: Rule, stack: readonly AnyResource[]): string[] {
  const graph = new Graph(stack);
  return stack.filter(({ type }) => rule.types.includes(type)).flatMap((resource) => rule.check(resource, graph) ?? []);
}
