import assert from "node:assert/strict";
import { computedOutputs } from "./computed.ts";

describe("computedOutputs", () => {
  it("refers to every output that the class declares as text", () => {
    const outputs = computedOutputs("aws:kms/key:Key", "cache-key");
    assert.equal(outputs.arn, "<kms.Key/cache-key.arn>");
    assert.equal(outputs.keyId, "<kms.Key/cache-key.keyId>");
    assert.equal("enableKeyRotation" in outputs, false);
    assert.equal("tagsAll" in outputs, false);
  });

  it("knows nothing of packages and classes that are not there", () => {
    assert.deepEqual(computedOutputs("nobody:index/thing:Thing", "x"), {});
    assert.deepEqual(computedOutputs("aws:kms/nothing:Nothing", "x"), {});
    assert.deepEqual(computedOutputs("pulumi:providers:aws", "aws"), {});
  });
});
