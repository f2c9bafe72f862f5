import assert from "node:assert/strict";
import { asSecret, plannedValue, plannedValues } from "./values.ts";

const signature = "4dabf18193072939515e22adb298388d";

describe("values of a plan", () => {
  for (const [what, value, planned] of [
    ["plain values as they are", { b: [1, null, true], a: "x" }, { a: "x", b: [1, null, true] }],
    ["a secret masked, with all that is in it", asSecret({ password: "canary" }), "[secret]"],
    ["a secret masked wherever it is", { list: [{ deep: asSecret("canary") }] }, { list: [{ deep: "[secret]" }] }],
    ["what is not known marked", ["04da6b54-80e4-46f7-96ec-b56ff0331ba9"], ["[known after up]"]],
    ["a resource by its URN", { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", id: "1" }, "urn:x"],
    ["an output by its value", { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: 3 }, 3],
    ["an output without value as unknown", { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" }, "[known after up]"],
    ["a secret output masked", { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "canary", secret: true }, "[secret]"],
    ["an asset by what it holds", { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "hello" }, { text: "hello" }],
  ] as const) {
    it(`shows ${what}`, () => assert.deepEqual(plannedValue(value), planned));
  }

  it("puts keys in order, so that an edit's order changes nothing", () => {
    assert.equal(JSON.stringify(plannedValues({ b: { d: 1, c: 2 }, a: 0 })), '{"a":0,"b":{"c":2,"d":1}}');
  });
});
