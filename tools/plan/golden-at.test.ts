import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lacks } from "../../test/needs.ts";
import { goldenAt } from "./golden-at.ts";
import { storeGolden } from "./golden-files.ts";
import { PlanError } from "./plan.ts";

describe("golden files of a commit", () => {
  const repository = mkdtempSync(join(tmpdir(), "strata-commit-"));
  // A project may be a folder of a larger repository.
  const root = join(repository, "platform");
  after(() => rmSync(repository, { recursive: true }));

  before(function () {
    mkdirSync(root);
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...words], { cwd: root });
    try {
      git("init", "--quiet");
    } catch (error) {
      lacks(this, "git", (error as Error).message);
    }
    storeGolden(root, "prod", new Map(Object.entries({ cache: "of then", stack: "of then" })));
    git("add", ".");
    git("commit", "--quiet", "--message", "plans");
    storeGolden(root, "prod", new Map(Object.entries({ cache: "of now", network: "of now" })));
  });

  it("are those, whatever stands in the folder", () => {
    assert.deepEqual(goldenAt(root, "prod", "HEAD"), new Map(Object.entries({ cache: "of then", stack: "of then" })));
  });

  it("are missed in words", () => {
    assert.throws(() => goldenAt(root, "dev", "HEAD"), new PlanError("HEAD has no golden files of dev: all of the stack is new since."));
    for (const ref of ["nowhere", "--help"])
      assert.throws(
        () => goldenAt(root, "prod", ref),
        new PlanError(`${ref} is no commit of this repository: give a branch, a tag or a hash.`),
      );
  });
});
