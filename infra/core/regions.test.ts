import assert from "node:assert/strict";
import { inGlobalRegion } from "./regions.ts";

describe("inGlobalRegion", () => {
  it("is another region of the same environment", () => {
    const context = { environment: "prod", account: "111122223333", region: "eu-west-1", tags: { tier: "prod" }, keepsData: true };
    assert.deepEqual(inGlobalRegion(context), { ...context, region: "us-east-1" });
  });
});
