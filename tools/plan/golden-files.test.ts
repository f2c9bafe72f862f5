import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storedGolden, storeGolden } from "./golden-files.ts";

describe("golden files", () => {
  const root = mkdtempSync(join(tmpdir(), "strata-golden-"));
  after(() => rmSync(root, { recursive: true }));

  it("are none at first", () => assert.deepEqual(storedGolden(root, "dev"), new Map()));

  it("are written, rewritten where they differ, and taken away where their layer is gone", () => {
    assert.deepEqual(storeGolden(root, "dev", new Map(Object.entries({ cache: "1", network: "1" }))), [
      "test/plans/dev/cache.yaml",
      "test/plans/dev/network.yaml",
    ]);
    const next = new Map(Object.entries({ edge: "1", network: "1" }));
    assert.deepEqual(storeGolden(root, "dev", next), ["test/plans/dev/cache.yaml", "test/plans/dev/edge.yaml"]);
    assert.deepEqual(storedGolden(root, "dev"), next);
    assert.deepEqual(storeGolden(root, "dev", next), []);
  });
});
