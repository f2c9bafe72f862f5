import assert from "node:assert/strict";
import { familyOf } from "./valkey.ts";

describe("familyOf", () => {
  for (const [version, family] of [
    ["8.2", "valkey8"],
    ["9.0", "valkey9"],
    ["10.1", "valkey10"],
  ] as const) {
    it(`gives ${family} for ${version}`, () => assert.equal(familyOf(version), family));
  }
});
