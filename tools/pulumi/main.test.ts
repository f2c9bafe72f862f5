import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { help } from "./arguments.ts";

describe("npm run up", () => {
  for (const [words, expected] of [
    [["up", "--help"], { status: 0, stdout: `${help}\n`, stderr: "" }],
    [["up"], { status: 1, stdout: "", stderr: "Name a stack first: npm run up -- <stack>.\n" }],
    [["down", "nope"], { status: 1, stdout: "", stderr: "There is no stack nope: no Pulumi.nope.yaml. Stacks: dev, local, prod.\n" }],
  ] as const) {
    it(`${words.join(" ")} ends with ${expected.status}`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(import.meta.dirname, "main.ts"), ...words], {
        cwd: "/",
        encoding: "utf8",
      });
      assert.deepEqual({ status, stdout, stderr }, expected);
    });
  }
});
