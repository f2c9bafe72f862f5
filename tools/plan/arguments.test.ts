import assert from "node:assert/strict";
import { parseArguments } from "./arguments.ts";
import { PlanError } from "./plan.ts";

const usage = "Name one stack: npm run plan -- <stack> [--tree | --json] [--layer LAYER] [--diff REF] [--update].";
const flags = "Flags are --tree, --json, --diff REF, --update, --layer LAYER and --help.";

describe("plan's arguments", () => {
  for (const [words, parsed] of [
    [["prod"], { stack: "prod", form: "tree" }],
    [["--tree", "dev"], { stack: "dev", form: "tree" }],
    [["dev", "--json", "--layer", "network"], { stack: "dev", form: "json", layer: "network" }],
    [["dev", "--diff", "origin/main"], { stack: "dev", form: { diff: "origin/main" } }],
    [["dev", "--update"], { stack: "dev", form: "update" }],
    [["-h"], undefined],
  ] as const) {
    it(`take ${words.join(" ")}`, () => assert.deepEqual(parseArguments(words), parsed));
  }

  for (const [words, message] of [
    [[], usage],
    [["dev", "prod"], usage],
    [["dev", "--tree", "--json"], "Choose one of --tree, --json, --diff and --update."],
    [["dev", "--update", "--diff", "HEAD"], "Choose one of --tree, --json, --diff and --update."],
    [["dev", "--update", "--layer", "cache"], "--update and --diff are about every layer: leave --layer out."],
    [["dev", "--diff", "HEAD", "--layer", "cache"], "--update and --diff are about every layer: leave --layer out."],
    [["dev", "--yaml"], `Unknown option '--yaml'. ${flags}`],
    [["dev", "--json=yes"], `Option '--json' does not take an argument. ${flags}`],
    [["dev", "--diff"], `Option '--diff <value>' argument missing. ${flags}`],
  ] as const) {
    it(`refuse ${words.join(" ") || "nothing"}`, () => {
      assert.throws(() => parseArguments(words), new PlanError(message));
    });
  }
});
