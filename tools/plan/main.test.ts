import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { help } from "./arguments.ts";

describe("npm run plan", () => {
  for (const [words, expected] of [
    [["--help"], { status: 0, stdout: `${help}\n`, stderr: "" }],
    [["nope"], { status: 1, stdout: "", stderr: "There is no stack nope: no Pulumi.nope.yaml. Stacks: dev, local, prod.\n" }],
    [
      ["dev", "--yaml"],
      {
        status: 1,
        stdout: "",
        stderr: "Unknown option '--yaml'. Flags are --tree, --json, --diff REF, --update, --layer LAYER and --help.\n",
      },
    ],
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
