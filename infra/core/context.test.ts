import assert from "node:assert/strict";
import { parseEnvironment } from "../config/parse.ts";
import { contextOf } from "./context.ts";
import { named } from "./tags.ts";

const context = contextFor({ tags: { "cost-center": "42", environment: "not mine to say" } });

describe("contextOf", () => {
  it("tags every resource with whose it is, which an environment's own tags cannot hide", () => {
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

function contextFor(differs: object) {
  const parsed = parseEnvironment(
    { tier: "prod", account: "111122223333", region: "us-east-1", edge: { domain: "example.com" }, ...differs },
    "prod",
  );
  assert.ok("environment" in parsed && parsed.environment.tier === "prod");
  return contextOf(parsed.environment);
}
