import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

function run(program: string, ...words: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(root, "node_modules", program), ...words], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, output: `${stdout}${stderr}` };
}

describe("checks", () => {
  it("the types are right", function () {
    this.timeout(120_000);
    const { status, output } = run("typescript/bin/tsc", "--noEmit", "--incremental", "--tsBuildInfoFile", "node_modules/.cache/tsc.json");
    assert.equal(status, 0, output);
  });

  it("the code is formatted and linted", function () {
    this.timeout(60_000);
    const { status, output } = run("@biomejs/biome/bin/biome", "check", "--colors=off", ".");
    assert.equal(status, 0, output);
  });
});
