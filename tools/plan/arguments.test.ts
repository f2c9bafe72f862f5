import assert from "node:assert/strict";
import { parseArguments } from "./arguments.ts";
import { PlanError } from "./plan.ts";

describe("plan's arguments", () => {
  for (const [words, parsed] of [
    [["prod"], { help: false, stack: "prod", form: "tree" }],
    [["--tree", "dev"], { help: false, stack: "dev", form: "tree" }],
    [["dev", "--json"], { help: false, stack: "dev", form: "json" }],
    [["-h"], { help: true, stack: "", form: "tree" }],
  ] as const) {
    it(`take ${words.join(" ")}`, () => assert.deepEqual(parseArguments(words), parsed));
  }

  for (const [words, message] of [
    [[], "Name one stack: npm run plan -- <stack> [--tree | --json]."],
    [["dev", "prod"], "Name one stack: npm run plan -- <stack> [--tree | --json]."],
    [["dev", "--tree", "--json"], "Choose one of --tree and --json."],
    [["dev", "--yaml"], "Unknown option '--yaml'. Flags are --tree, --json and --help."],
    [["dev", "--json=yes"], "Option '--json' does not take an argument. Flags are --tree, --json and --help."],
  ] as const) {
    it(`refuse ${words.join(" ") || "nothing"}`, () => {
      assert.throws(() => parseArguments(words), new PlanError(message));
    });
  }
});
