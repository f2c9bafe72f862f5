import assert from "node:assert/strict";
import type { Tier } from "../infra/config/environment.ts";
import { evaluate, type Finding, idleWaivers, violations } from "../policy/evaluate.ts";
import { rules } from "../policy/rules.ts";
import { waivers } from "../policy/waivers.ts";
import { readProject } from "../tools/plan/project.ts";
import { kubernetesCache } from "./kubernetes-cache.ts";
import { planOf, root, stacks } from "./plans.ts";

describe("policies", () => {
  for (const stack of stacks) {
    it(`hold in the plan of ${stack}`, async () => {
      assert.deepEqual(violations(await findingsOf(stack)), []);
    });
  }

  it("hold in the cache in Kubernetes", async () => {
    assert.deepEqual(violations(evaluate(await kubernetesCache(), "prod", rules, waivers)), []);
  });

  it("are waived for no more than what breaks them", async () => {
    const findings = await Promise.all(stacks.map(findingsOf));
    assert.deepEqual(idleWaivers(waivers, findings.flat()), [], "these waivers let nothing pass: remove them");
  });
});

async function findingsOf(stack: string): Promise<Finding[]> {
  const { tier } = JSON.parse(readProject(root, stack).config["strata:environment"] ?? "{}") as { tier: Tier };
  return evaluate((await planOf(stack)).resources, tier, rules, waivers);
}
