import assert from "node:assert/strict";
import { protection } from "./protection.ts";

describe("protection", () => {
  it("is twofold where data is kept", () => assert.deepEqual(protection({ keepsData: true }), { protect: true, retainOnDelete: true }));

  it("is none where an environment may go", () =>
    assert.deepEqual(protection({ keepsData: false }), { protect: false, retainOnDelete: false }));
});
