import assert from "node:assert/strict";
import { nearest } from "./near.ts";

describe("nearest", () => {
  for (const [word, candidates, meant] of [
    ["shard", ["shards", "replicas"], "shards"],
    ["nodetype", ["nodeType", "engineVersion"], "nodeType"],
    ["verison", ["engineVersion", "version"], "version"],
    ["memory", ["shards", "replicas"], undefined],
    ["x", [], undefined],
  ] as const) {
    it(`finds ${meant} for ${word}`, () => assert.equal(nearest(word, candidates), meant));
  }
});
