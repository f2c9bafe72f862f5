import assert from "node:assert/strict";
import { L1, type NewEntry } from "./l1.ts";
import { value } from "./testing.ts";

const entry: NewEntry = {
  namespace: "product",
  key: "1",
  value: value("one"),
  tags: [],
  verifiedAt: 1000,
  expiresAt: 100_000,
  epoch: 0,
};

describe("cache in memory", () => {
  it("stays within its bytes, whatever is put in, and keeps what was used last", () => {
    const l1 = new L1({ bytes: 100_000, stalenessMs: 5000 });
    for (let n = 0; n < 1000; n++) {
      l1.keep({ ...entry, key: `${n}`, tags: [`tag-${n}`], value: { body: Buffer.alloc(n % 5000), etag: '"1"' } });
      assert.ok(l1.bytes <= 100_000, `${l1.bytes} bytes after ${n}`);
      if (n >= 100) assert.ok(l1.fresh("product", "100", 1000), `the entry in use is there after ${n}`);
    }
    assert.equal(l1.fresh("product", "500", 1000), undefined);
  });

  it("counts keys and tags, not bodies alone", () => {
    const l1 = new L1({ bytes: 100_000, stalenessMs: 5000 });
    for (let n = 0; n < 1000; n++) l1.keep({ ...entry, key: `${n}`.padStart(5000), value: undefined });
    assert.ok(l1.entries <= 10, `${l1.entries} entries`);
  });

  it("does not take what is larger than itself, and forgets what that would have replaced", () => {
    const l1 = new L1({ bytes: 10_000, stalenessMs: 5000 });
    l1.keep(entry);
    l1.keep({ ...entry, tags: ["t"], value: { body: Buffer.alloc(20_000), etag: '"2"' } });
    assert.equal(l1.fresh("product", "1", 1000), undefined);
    assert.deepEqual([l1.bytes, l1.entries], [0, 0]);
  });

  it("holds a body alone, not the larger memory that it was cut from", () => {
    const l1 = new L1({ bytes: 100_000, stalenessMs: 5000 });
    l1.keep({ ...entry, value: { body: Buffer.alloc(65_536, "x").subarray(10, 20), etag: '"1"' } });
    const body = l1.fresh("product", "1", 1000)?.value?.body;
    assert.equal(body?.toString(), "x".repeat(10));
    assert.equal(body?.buffer.byteLength, 10);
  });

  it("serves until the staleness bound or the end of the entry's life, whichever is first", () => {
    const l1 = new L1({ bytes: 100_000, stalenessMs: 5000 });
    l1.keep(entry);
    l1.keep({ ...entry, key: "short", expiresAt: 3000 });
    assert.ok(l1.fresh("product", "1", 6000));
    assert.equal(l1.fresh("product", "1", 6001), undefined);
    assert.ok(l1.fresh("product", "short", 3000));
    assert.equal(l1.fresh("product", "short", 3001), undefined);
  });

  it("does not replace what a later read brought with what an earlier one did", () => {
    const l1 = new L1({ bytes: 100_000, stalenessMs: 5000 });
    l1.keep({ ...entry, value: value("later"), verifiedAt: 2000 });
    l1.keep({ ...entry, value: value("earlier"), verifiedAt: 1999 });
    assert.equal(l1.fresh("product", "1", 2000)?.value?.body.toString(), "later");
  });

  it("drops by key and by tag, and nothing else", () => {
    const l1 = new L1({ bytes: 100_000, stalenessMs: 5000 });
    for (const [key, tags] of [
      ["1", ["a", "b"]],
      ["2", ["b"]],
      ["3", ["a"]],
      ["4", []],
    ] as const) {
      l1.keep({ ...entry, key, tags });
    }
    const held = () => ["1", "2", "3", "4"].filter((key) => l1.fresh("product", key, 1000)).join("");
    l1.dropTag("b");
    assert.equal(held(), "34");
    l1.drop("user", "3");
    l1.drop("product", "3");
    l1.dropTag("a");
    assert.equal(held(), "4");
    assert.equal(l1.entries, 1);
  });

  it("takes nothing of before an epoch into it, and finds what it had only when nobody can be asked", () => {
    const l1 = new L1({ bytes: 100_000, stalenessMs: 5000 });
    l1.keep(entry);
    l1.doubt();
    l1.keep({ ...entry, key: "2" });
    assert.equal(l1.fresh("product", "1", 1000), undefined);
    assert.equal(l1.bounded("product", "2", 1000), undefined);
    assert.ok(l1.bounded("product", "1", 6000));
    assert.equal(l1.bounded("product", "1", 6001), undefined);
    assert.equal(l1.entries, 1);
  });
});
