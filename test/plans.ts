import { globSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Plan } from "../tools/plan/plan.ts";
import { makePlan } from "../tools/plan/run.ts";

export const root = resolve(import.meta.dirname, "..");

export const stacks = globSync("Pulumi.*.yaml", { cwd: root })
  .map((file) => basename(file, ".yaml").slice("Pulumi.".length))
  .sort();

const plans = new Map<string, Promise<Plan>>();

/** The plan of a stack as it stands, made once for all the tests of a run. */
export function planOf(stack: string): Promise<Plan> {
  const plan = plans.get(stack) ?? makePlan(root, stack, console.error);
  plans.set(stack, plan);
  return plan;
}
