import assert from "node:assert/strict";
import type { Invalidation } from "./invalidation.ts";
import { Pending } from "./pending.ts";
import { until } from "./testing.ts";

const one = (id: string): Invalidation => ({ ids: [id], tags: [], everything: false });

describe("pending invalidations", () => {
  let landed: Invalidation[];
  let failing: boolean;
  let late: number;
  let pending: Pending;

  function open(options: { answerMs?: number; bound?: number } = {}) {
    return new Pending({
      land: async (invalidation) => {
        if (failing) throw new Error("away");
        landed.push(invalidation);
      },
      random: () => 0,
      answerMs: 60_000,
      bound: 1000,
      onLate: () => late++,
      ...options,
    });
  }

  beforeEach(() => {
    [landed, failing, late] = [[], false, 0];
    pending = open();
  });
  afterEach(() => pending.close());

  it("block from the call until they have landed", async () => {
    const landing = pending.add({ ids: ["product:1"], tags: ["shelf"], everything: false });
    assert.deepEqual(
      [pending.blocks("product:1", []), pending.blocks("product:2", ["shelf"]), pending.blocks("product:2", ["wall"])],
      [true, true, false],
    );
    assert.equal(await landing, "landed");
    assert.equal(pending.blocks("product:1", ["shelf"]), false);
    assert.equal(pending.size, 0);
  });

  it("stay blocked as long as one of several of the same key is under way", async () => {
    failing = true;
    const both = [pending.add(one("product:1")), pending.add(one("product:1"))];
    failing = false;
    await Promise.all(both);
    assert.equal(pending.blocks("product:1", []), false);
  });

  it("are tried again until they land, together when many wait", async () => {
    failing = true;
    const all = Array.from({ length: 250 }, (_, n) => pending.add(one(`product:${n % 125}`)));
    assert.ok(pending.blocks("product:7", []));
    await until(() => pending.size === 125);
    failing = false;
    assert.ok((await Promise.all(all)).every((result) => result === "landed"));
    assert.ok(landed.length < 10, `${landed.length} calls`);
    assert.equal(new Set(landed.flatMap(({ ids }) => ids)).size, 125);
    assert.equal(pending.size, 0);
    assert.equal(late, 0);
  });

  it("of one key take the room of one, and land once, however often they are asked for", async () => {
    pending = open({ answerMs: 1 });
    failing = true;
    const answers = await Promise.all(
      Array.from({ length: 5000 }, () => pending.add({ ids: ["product:1"], tags: ["products"], everything: false })),
    );
    assert.ok(answers.every((answer) => answer === "pending"));
    assert.equal(pending.size, 2);
    failing = false;
    await until(() => pending.size === 0);
    assert.deepEqual(landed, [{ ids: ["product:1"], tags: ["products"], everything: false }]);
    assert.equal(late, 5000);
  });

  it("of a key that is invalidated anew while it lands land again", async () => {
    failing = true;
    const first = pending.add(one("product:1"));
    await until(() => pending.size === 1);
    failing = false;
    const second = pending.add(one("product:1"));
    assert.deepEqual(await Promise.all([first, second]), ["landed", "landed"]);
    assert.equal(landed.length, 2);
  });

  it("are told to be pending once, and late once", async () => {
    pending = open({ answerMs: 1 });
    failing = true;
    assert.equal(await pending.add(one("product:1")), "pending");
    failing = false;
    await until(() => late === 1);
    assert.deepEqual(landed, [one("product:1")]);
  });

  it("become one of everything beyond their bound", async () => {
    pending = open({ bound: 10, answerMs: 1 });
    failing = true;
    const results = await Promise.all(Array.from({ length: 11 }, (_, n) => pending.add(one(`product:${n}`))));
    assert.ok(results.every((result) => result === "pending"));
    assert.ok(pending.size <= 10);
    assert.ok(pending.blocks("user:9", []), "everything is blocked");
    failing = false;
    await until(() => !pending.blocks("user:9", []));
    assert.equal(landed[0]?.everything, true);
  });
});
