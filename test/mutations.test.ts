import assert from "node:assert/strict";
import { evaluate, violations } from "../policy/evaluate.ts";
import { rules } from "../policy/rules.ts";
import { waivers } from "../policy/waivers.ts";
import type { PlannedResource } from "../tools/plan/plan.ts";
import { kubernetesCache } from "./kubernetes-cache.ts";
import { broken, type Mutation, readMutations, speaksOf } from "./mutate.ts";
import { planOf } from "./plans.ts";

describe("policies against mutations", () => {
  it("catch at least 95 % of the properties broken in the plan of prod", async () => {
    const { resources } = await planOf("prod");
    const { caught, missed, elsewhere } = outcomesIn(resources);
    const kinds = [...new Set(elsewhere.map(({ type }) => type.replace(/^aws:|[/:][^/:]*:.*$/g, "")))].sort().join(", ");
    const rows = Object.keys(readMutations().rowsWithoutProperty).join(", ");
    console.log(
      [
        `  Mutations: ${caught.length} of ${caught.length + missed.length} caught. ${elsewhere.length} more are of what is not in the plan: ${kinds}.`,
        `  Rows of the checklist that no property holds: ${rows}.`,
        ...missed.map((mutation) => `  Missed: ${named(mutation)}`),
      ].join("\n"),
    );
    assert.ok(caught.length >= 0.95 * (caught.length + missed.length), missed.map(named).join("\n"));
  });

  it("catch all of the properties broken in the cache in Kubernetes", async () => {
    const { caught, missed } = outcomesIn(await kubernetesCache());
    assert.deepEqual(missed.map(named), []);
    assert.ok(caught.length > 0);
  });

  it("name every row of the checklist", () => {
    const { mutations, rowsWithoutProperty } = readMutations();
    const named = new Set(mutations.flatMap(({ source }) => [...String(source).matchAll(/(?<=^| )\d+(?= |$)/g)].map(([row]) => row)));
    const all = Array.from({ length: 86 }, (_, index) => String(index + 1));
    assert.deepEqual(
      all.filter((row) => !named.has(row) && !(row in rowsWithoutProperty)),
      [],
    );
  });
});

function outcomesIn(resources: readonly PlannedResource[]): Record<"caught" | "missed" | "elsewhere", Mutation[]> {
  assert.deepEqual(violations(evaluate(resources, "prod", rules, waivers)), [], "what is broken anyway shows nothing");
  const outcomes = Map.groupBy(readMutations().mutations, (mutation) => outcomeOf(mutation, resources));
  return { caught: outcomes.get("caught") ?? [], missed: outcomes.get("missed") ?? [], elsewhere: outcomes.get("elsewhere") ?? [] };
}

/** What comes of a mutation: each place where it was made was caught by a policy, or not; or no resource is of its kind. */
function outcomeOf(mutation: Mutation, resources: readonly PlannedResource[]): "caught" | "missed" | "elsewhere" {
  const spokenOf = resources.filter((resource) => speaksOf(mutation, resource));
  if (spokenOf.length === 0) return "elsewhere";
  const plans = spokenOf.flatMap((resource) =>
    broken(mutation, resource).map((mutant) => resources.flatMap((other) => (other !== resource ? [other] : mutant ? [mutant] : []))),
  );
  // A plan that nowhere is as it must be has nothing to break: that is a miss too.
  return plans.length > 0 && plans.every((plan) => violations(evaluate(plan, "prod", rules, waivers)).length > 0) ? "caught" : "missed";
}

function named({ type, property, broken, source }: Mutation): string {
  return `${type} ${property} = ${JSON.stringify(broken)} (${source})`;
}
