import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { blocksOf, copyProject, follow } from "./page.ts";

const root = resolve(import.meta.dirname, "../..");

describe("docs/add-a-layer.md to its end", () => {
  it("leaves a project whose checks and tests pass", function () {
    this.timeout(600_000);
    const folder = mkdtempSync(join(tmpdir(), "strata-layer-"));
    try {
      copyProject(root, folder);
      follow(blocksOf(readFileSync(join(root, "docs/add-a-layer.md"), "utf8")), folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
