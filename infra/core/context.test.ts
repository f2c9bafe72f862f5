import assert from "node:assert/strict";
import { parseEnvironment } from "../config/parse.ts";
import { contextOf } from "./context.ts";
import { named } from "./tags.ts";

const context = contextFor({ "cost-center": "42" });

describe("contextOf", () => {
  it("tags every resource with whose it is, beside the environment's own tags", () => {
    assert.deepEqual(context, {
      environment: "prod",
      account: "111122223333",
      region: "us-east-1",
      tags: { "cost-center": "42", environment: "prod", tier: "prod", "managed-by": "pulumi" },
      keepsData: true,
    });
  });

  it("gives a Name to what AWS shows by its tag", () => {
    assert.deepEqual(named(context, "network-data-a"), { ...context.tags, Name: "prod-network-data-a" });
  });
});

function contextFor(tags: object) {
  const parsed = parseEnvironment(
    { tier: "prod", account: "111122223333", region: "us-east-1", edge: { domain: "example.com" }, tags },
    "prod",
  );
  assert.ok("environment" in parsed && parsed.environment.tier === "prod");
  return contextOf(parsed.environment);
}
