import assert from "node:assert/strict";
import { decode, type Envelope, encode } from "./envelope.ts";

const envelope: Envelope = {
  value: { body: Buffer.from([0, 1, 2, 255]), etag: '"7"' },
  storedAt: 1_790_000_000_000,
  expiresAt: 1_790_000_060_000.5,
  tags: [
    { tag: "product:1", token: "abc" },
    { tag: "étage", token: "" },
  ],
};

describe("cache envelope", () => {
  it("gives back what was put in", () => assert.deepEqual(decode(encode(envelope)), envelope));

  it("tells a thing that does not exist from one that is empty", () => {
    const empty = { ...envelope, value: { body: Buffer.alloc(0), etag: "" } };
    assert.deepEqual(decode(encode(empty)), empty);
    const absent = { ...envelope, value: undefined, tags: [] };
    assert.deepEqual(decode(encode(absent)), absent);
  });

  it("is nothing when a byte of it is changed", () => {
    const bytes = encode(envelope);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      assert.equal(decode(changed), undefined, `byte ${at}`);
    }
  });

  it("is nothing when it is cut or has something behind it", () => {
    const bytes = encode(envelope);
    for (let length = 0; length < bytes.length; length++) assert.equal(decode(bytes.subarray(0, length)), undefined, `${length} bytes`);
    assert.equal(decode(Buffer.concat([bytes, Buffer.from("x")])), undefined);
  });

  it("is nothing when somebody else wrote it", () => {
    for (const foreign of ["", "0", "{}", '{"value":{"name":"something rather long"}}', "ST".repeat(40)]) {
      assert.equal(decode(Buffer.from(foreign)), undefined, foreign);
    }
  });
});
