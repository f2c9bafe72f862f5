import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { blocksOf, copyProject, edited, follow } from "./page.ts";

const root = resolve(import.meta.dirname, "../..");
const blocks = blocksOf(readFileSync(join(root, "docs/add-a-layer.md"), "utf8"));

describe("docs/add-a-layer.md", () => {
  it("adds a layer to whom does what it says", function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), "strata-layer-"));
    try {
      copyProject(root, folder);
      // Its last block repeats on the copy what the rest of the tests does here: that is for the long run.
      assert.match(blocks.at(-1)?.text ?? "", /^npm run check\n(?=.*infra)(?=.*bootstrap)(?=.*plans)(?=.*policies)/s);
      follow(blocks.slice(0, -1), folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a page's edit", () => {
  it("adds lines beside those that are there", () => assert.equal(edited("a\nb\nc\n", " a\n+x\n@@\n+y\n c\n", "file"), "a\nx\nb\ny\nc\n"));

  it("refuses what is not there, or there twice", () => {
    assert.throws(() => edited("a\n", " b\n+x\n", "file"), /file must have once:\nb\n/);
    assert.throws(() => edited("a\nb\na\n", " a\n+x\n", "file"), /file must have once:\na\n/);
  });
});
