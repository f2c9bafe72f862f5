import assert from "node:assert/strict";
import { styleText } from "node:util";
import { secretNames } from "../infra/config/secrets.ts";
import { waivers } from "../policy/waivers.ts";
import { goldenFiles } from "../tools/plan/golden.ts";
import { readProject } from "../tools/plan/project.ts";
import { planProject } from "../tools/plan/run.ts";
import { tree } from "../tools/plan/tree.ts";
import { root } from "./plans.ts";

describe("secrets", () => {
  it("appear nowhere, even if the program knows them: not in the plan, not in what it says, not in golden files", async () => {
    const project = readProject(root, "prod");
    const secretKeys = secretNames.map((name) => `strata:${name}`);
    const canaries = Object.fromEntries(secretKeys.map((key, index) => [key, `canary-${index}-of-a-secret`]));
    const said: string[] = [];
    const plan = await planProject({ ...project, config: { ...project.config, ...canaries }, secretKeys }, (text) => said.push(text));
    const shown = [JSON.stringify(plan), tree(plan, waivers, styleText), ...goldenFiles(plan).values(), ...said].join("\n");
    assert.doesNotMatch(shown, /canary/);
    assert.match(shown, /strata:cachePassword/);
  });
});
