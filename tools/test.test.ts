import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

describe("npm test", () => {
  for (const [words, sentence] of [
    [
      ["--timeout", "5000", "infra/core"],
      "Unknown option '--timeout'. Tests take --all, --long, --grep <words>, --bail, and the rooms to run.",
    ],
    [["--grep"], "Option '--grep <value>' argument missing. Tests take --all, --long, --grep <words>, --bail, and the rooms to run."],
    [["--all=yes"], "Option '--all' does not take an argument. Tests take --all, --long, --grep <words>, --bail, and the rooms to run."],
    [["near.test.ts"], "No tests in near.test.ts: name a folder that has *.test.ts files, for example app/src/cache or infra."],
    [["infra/core", "5000"], "No tests in 5000: name a folder that has *.test.ts files, for example app/src/cache or infra."],
  ] as const) {
    it(`refuses ${words.join(" ")}`, () => {
      const { status, stderr } = run(...words);
      assert.equal(stderr.trim(), sentence);
      assert.equal(status, 2);
    });
  }

  for (const room of ["infra/config", "infra/config/", "config", "infra/config/near.test.ts"]) {
    it(`takes ${room} for a room`, () => {
      const { status, stdout } = run("--grep", "no test has these words", room);
      assert.match(stdout, /0 passed, 0 failed, 0 skipped/);
      assert.equal(status, 0);
    });
  }

  it("leaves out the quick ones with --long", () => {
    const { status, stderr } = run("--all", "--long", "infra/config");
    assert.equal(stderr.trim(), "No tests in infra/config: name a folder that has *.test.ts files, for example app/src/cache or infra.");
    assert.equal(status, 2);
  });

  it("hands --grep and --bail on", () => {
    const { status, stdout } = run("auth", "--bail", "--grep", "a machine without the scope");
    assert.match(stdout, /1 passed, 0 failed, 0 skipped/);
    assert.equal(status, 0);
  });
});

function run(...words: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, "test.ts"), ...words], { encoding: "utf8" });
}
