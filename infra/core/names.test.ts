import assert from "node:assert/strict";
import { physicalName } from "./names.ts";

const prod = { environment: "prod" };

describe("physicalName", () => {
  it("starts with the environment", () => assert.equal(physicalName(prod, "cache", 40), "prod-cache"));

  it("keeps a name that just fits", () => assert.equal(physicalName(prod, "cache", 10), "prod-cache"));

  it("cuts a long one to the limit, the same way every time, and keeps cut names apart", () => {
    const name = physicalName(prod, "orders-dead-letters-of-europe", 24);
    assert.equal(name, "prod-orders-dea-73da4de8");
    assert.notEqual(physicalName(prod, "orders-dead-letters-of-asia", 24), name);
  });

  it("leaves no double hyphen where it cuts", () =>
    assert.match(physicalName(prod, "orders-dead-letters", 21), /^prod-orders-[0-9a-f]{8}$/));
});
