import assert from "node:assert/strict";
import { evaluate, violations } from "../policy/evaluate.ts";
import { rules } from "../policy/rules.ts";
import { waivers } from "../policy/waivers.ts";
import type { PlannedResource } from "../tools/plan/plan.ts";
import { broken, type Mutation, readMutations, speaksOf } from "./mutate.ts";
import { planOf } from "./plans.ts";

/** What comes of a mutation: none of the plan's resources is of its kind, or each place where it was made was caught by a policy, or not. */
type Outcome = "not in the plan" | "caught" | "missed";

describe("policies against mutations of the plan of prod", () => {
  it("catch at least 95 % of the properties broken", async () => {
    const { resources } = await planOf("prod");
    assert.deepEqual(violations(evaluate(resources, "prod", rules, waivers)), [], "a plan that is broken anyway shows nothing");
    const { mutations, rowsWithoutProperty } = readMutations();
    const outcomes = Map.groupBy(mutations, (mutation) => outcomeOf(mutation, resources));
    const of = (outcome: Outcome) => outcomes.get(outcome) ?? [];
    const [caught, missed, elsewhere] = [of("caught"), of("missed"), of("not in the plan")];

    const kinds = [...new Set(elsewhere.map(({ type }) => type.replace(/^aws:|[/:][^/:]*:.*$/g, "")))].sort().join(", ");
    const rows = Object.keys(rowsWithoutProperty).join(", ");
    console.log(
      [
        `  Mutations: ${caught.length} of ${caught.length + missed.length} caught. ${elsewhere.length} more are of what is not in the plan: ${kinds}.`,
        `  Rows of the checklist that no property holds: ${rows}.`,
        ...missed.map((mutation) => `  Missed: ${named(mutation)}`),
      ].join("\n"),
    );
    assert.ok(caught.length >= 0.95 * (caught.length + missed.length), missed.map(named).join("\n"));
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

function outcomeOf(mutation: Mutation, resources: readonly PlannedResource[]): Outcome {
  const spokenOf = resources.filter((resource) => speaksOf(mutation, resource));
  if (spokenOf.length === 0) return "not in the plan";
  const plans = spokenOf.flatMap((resource) =>
    broken(mutation, resource).map((mutant) => resources.flatMap((other) => (other !== resource ? [other] : mutant ? [mutant] : []))),
  );
  // A plan that nowhere is as it must be has nothing to break: that is a miss too.
  return plans.length > 0 && plans.every((plan) => violations(evaluate(plan, "prod", rules, waivers)).length > 0) ? "caught" : "missed";
}

function named({ type, property, broken, source }: Mutation): string {
  return `${type} ${property} = ${JSON.stringify(broken)} (${source})`;
}
