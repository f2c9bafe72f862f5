import assert from "node:assert/strict";
import { parseArguments } from "./arguments.ts";
import { StackError } from "./stack-error.ts";

describe("what is asked of a stack", () => {
  for (const [words, expected] of [
    ["up dev", { command: "up", stack: "dev", confirmed: false, flags: [] }],
    ["up dev --yes --diff", { command: "up", stack: "dev", confirmed: false, flags: ["--yes", "--diff"] }],
    ["down prod --yes prod", { command: "down", stack: "prod", confirmed: true, flags: ["--yes"] }],
    ["down prod -y prod --json", { command: "down", stack: "prod", confirmed: true, flags: ["-y", "--json"] }],
    ["down prod --yes dev", { command: "down", stack: "prod", confirmed: false, flags: ["--yes", "dev"] }],
    ["down prod --yes", { command: "down", stack: "prod", confirmed: false, flags: ["--yes"] }],
    ["preview prod --help", undefined],
    ["up -h", undefined],
  ] as const) {
    it(words, () => assert.deepEqual(parseArguments(words.split(" ")), expected));
  }

  for (const [words, message] of [
    ["", "Give one of up, down, refresh, preview."],
    ["destroy dev", "Give one of up, down, refresh, preview."],
    ["up", "Name a stack first: npm run up -- <stack>."],
    ["up --yes dev", "Name a stack first: npm run up -- <stack>."],
  ] as const) {
    it(`"${words}" is refused`, () => assert.throws(() => parseArguments(words.split(" ")), new StackError(message)));
  }
});
