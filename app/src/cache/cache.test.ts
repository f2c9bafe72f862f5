import assert from "node:assert/strict";
import { redis as sharedRedis } from "../../../test/servers.ts";
import { Cache } from "./cache.ts";
import { L2 } from "./l2.ts";
import { Fleet, peek, product, read, Source, until, value } from "./testing.ts";

describe("cache", () => {
  let fleet: Fleet;

  before(async function () {
    fleet = new Fleet((await sharedRedis(this)).node);
  });
  beforeEach(() => {
    fleet = new Fleet(fleet.node);
  });
  afterEach(() => fleet.close());

  it("answers from the loader, then from memory, and on another instance from Redis, then from memory", async () => {
    const [a, b] = [await fleet.open(), await fleet.open()];
    const source = new Source("one");
    assert.deepEqual(await read(a.cache, source), ["miss", "one"]);
    assert.deepEqual(await read(a.cache, source), ["l1", "one"]);
    assert.equal(peek(a.cache, source), "one");
    assert.equal(peek(b.cache, source), undefined);
    assert.deepEqual(await read(b.cache, source), ["l2", "one"]);
    assert.deepEqual(await read(b.cache, source), ["l1", "one"]);
    assert.equal(source.loads, 1);
    assert.equal((await b.cache.get(source.lookup)).value?.etag, '"one"');
    assert.deepEqual(a.events, ["product l1 miss", "product l2 miss", "product load found", "product l1 hit"]);
  });

  it("says how long ago a value was last known to be current", async () => {
    const { cache } = await fleet.open();
    const source = new Source("one");
    const release = source.hold();
    const reading = cache.get(source.lookup);
    await until(() => source.loads === 1);
    fleet.now += 300;
    release();
    assert.equal((await reading).ageMs, 300);
    fleet.now += 2000;
    assert.equal((await cache.get(source.lookup)).ageMs, 2300);
    const entry = cache.peek(product, source.key);
    assert.equal(entry && cache.ageMs(entry), 2300);
    fleet.now += 3000;
    assert.deepEqual(await cache.get(source.lookup), { value: value("one"), tier: "l2", ageMs: 0 });
  });

  it("loads once for a thousand that miss at once", async () => {
    const { cache } = await fleet.open();
    const source = new Source("one");
    const answers = await Promise.all(Array.from({ length: 1000 }, () => read(cache, source)));
    assert.equal(source.loads, 1);
    assert.ok(answers.every(([tier, text]) => tier === "miss" && text === "one"));
  });

  it("shares a failing load with all who wait for it, stores nothing and tries again for the next", async () => {
    const { cache, events } = await fleet.open();
    let loads = 0;
    const failing = { ...new Source("one").lookup, load: () => Promise.reject(new Error(`no database ${++loads}`)) };
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => cache.get(failing)));
    assert.ok(answers.every((answer) => answer.status === "rejected" && answer.reason.message === "no database 1"));
    await assert.rejects(cache.get(failing), { message: "no database 2" });
    assert.equal(events.filter((event) => event === "product load error").length, 2);
  });

  it("remembers that a thing does not exist for its own time, until it is invalidated", async () => {
    const [a, b] = [await fleet.open(), await fleet.open()];
    const source = new Source(undefined);
    assert.deepEqual(await read(a.cache, source), ["miss", undefined]);
    assert.deepEqual(await read(a.cache, source), ["l1", undefined]);
    assert.deepEqual(await read(b.cache, source), ["l2", undefined]);
    assert.ok((await lifeOf(a, source)) <= 1.1 * product.negativeTtlMs);
    source.text = "made";
    assert.equal(await a.cache.invalidate(source.named), "landed");
    assert.deepEqual(await read(a.cache, source), ["miss", "made"]);
    assert.deepEqual(a.events.slice(0, 3), ["product l1 miss", "product l2 miss", "product load absent"]);
  });

  it("does not remember it where the namespace gives that no time", async () => {
    const { cache } = await fleet.open();
    const source = new Source(undefined);
    const lookup = { ...source.lookup, namespace: { ...product, negativeTtlMs: 0 } };
    await cache.get(lookup);
    assert.equal((await cache.get(lookup)).tier, "miss");
    assert.equal(source.loads, 2);
  });

  it("spreads lives by a tenth either way", async () => {
    const lives: number[] = [];
    for (const drawn of [0, 0.25, 0.5, 0.999]) {
      const instance = await fleet.open({ random: () => drawn });
      const source = new Source("one", { key: `p-${drawn}` });
      await read(instance.cache, source);
      lives.push(Math.round((await lifeOf(instance, source)) / 1000));
    }
    assert.deepEqual(lives, [54, 57, 60, 66]);
  });

  it("never serves an entry from memory after its life in Redis has ended", async () => {
    const [a, b] = [await fleet.open({ random: () => 0.5 }), await fleet.open()];
    const source = new Source("one");
    await read(a.cache, source);
    fleet.now += product.ttlMs - 1000;
    assert.deepEqual(await read(b.cache, source), ["l2", "one"]);
    fleet.now += 1000;
    assert.equal(peek(b.cache, source), "one");
    fleet.now += 1;
    assert.equal(peek(b.cache, source), undefined);
    assert.deepEqual(await read(b.cache, source), ["miss", "one"]);
  });

  it("asks Redis again once the staleness bound is over, also when no message told of the change", async () => {
    const [a, b] = [await fleet.open(), await fleet.open()];
    const source = new Source("old");
    await read(a.cache, source);
    await read(b.cache, source);
    source.text = "new";
    await new L2(a.redis, fleet.prefix).invalidate({ ids: [`product:${source.key}`], tags: [], everything: false });
    fleet.now += 5000;
    assert.deepEqual(await read(b.cache, source), ["l1", "old"]);
    fleet.now += 1;
    assert.deepEqual(await read(b.cache, source), ["miss", "new"]);
  });

  it("takes bytes that are cut, changed or not its own for a miss, and mends them", async () => {
    const [a, b] = [await fleet.open(), await fleet.open()];
    const source = new Source("one");
    await read(a.cache, source);
    const key = `${fleet.prefix}c:{product:${source.key}}`;
    const good = await a.redis.commands.getBuffer(key);
    assert.ok(good);
    for (const spoil of [
      () => a.redis.commands.set(key, good.subarray(0, -1)),
      () => a.redis.commands.set(key, '{"json":"of somebody else"}'),
      () => a.redis.commands.del(key).then(() => a.redis.commands.lpush(key, "a list")),
    ]) {
      await spoil();
      fleet.now += 5001;
      assert.deepEqual(await read(b.cache, source), ["miss", "one"]);
      fleet.now += 5001;
      assert.deepEqual(await read(b.cache, source), ["l2", "one"]);
    }
  });

  it("does not store a value in Redis whose token was evicted during the load, and does the next", async () => {
    const [a, b] = [await fleet.open(), await fleet.open()];
    const source = new Source("one");
    const release = source.hold();
    const reading = read(a.cache, source);
    await until(() => source.loads === 1);
    assert.equal(await a.redis.commands.del(`${fleet.prefix}g:{product:${source.key}}`), 1);
    release();
    assert.deepEqual(await reading, ["miss", "one"]);
    assert.deepEqual(await read(b.cache, source), ["miss", "one"]);
    assert.deepEqual(await read(a.cache, source), ["l2", "one"]);
  });

  it("loads again when the token of a tag was evicted", async () => {
    const [a, b] = [await fleet.open(), await fleet.open()];
    const source = new Source("one", { tags: ["shelf"] });
    await read(a.cache, source);
    assert.deepEqual(await read(b.cache, source), ["l2", "one"]);
    await a.redis.commands.del(`${fleet.prefix}t:{shelf}`);
    fleet.now += 5001;
    assert.deepEqual(await read(b.cache, source), ["miss", "one"]);
  });

  it("lives on memory alone without a second tier, loading again after the staleness bound", async () => {
    let now = 0;
    const cache = new Cache({ l1Bytes: 100_000, stalenessMs: 5000, instanceId: "alone", now: () => now });
    const source = new Source("one", { tags: ["shelf"] });
    assert.deepEqual(await read(cache, source), ["miss", "one"]);
    now = 5000;
    assert.deepEqual(await read(cache, source), ["l1", "one"]);
    now = 5001;
    assert.deepEqual(await read(cache, source), ["miss", "one"]);
    assert.equal(await cache.invalidate({ tags: ["shelf"] }), "landed");
    assert.deepEqual(await read(cache, source), ["miss", "one"]);
    assert.equal(cache.connected, false);
    await cache.close();
  });

  it("keeps keys of any characters apart", async () => {
    const { cache } = await fleet.open();
    const keys = ["", "}", "{", "a:b", "a}b", "{}", "é\u0000\n", "a".repeat(2000)];
    for (const key of keys) await read(cache, new Source(`value of ${key}`, { key, tags: [`tag ${key}`] }));
    fleet.now += 5001;
    for (const key of keys) assert.deepEqual(await read(cache, new Source("", { key, tags: [`tag ${key}`] })), ["l2", `value of ${key}`]);
    await assert.rejects(cache.get({ ...new Source("x").lookup, namespace: { ...product, name: "a:b" } }), /has no colon/);
  });

  it("refuses a prefix that would spoil the slots of a cluster", () => {
    assert.throws(() => new Cache({ l1Bytes: 1, stalenessMs: 1, instanceId: "a", prefix: "{x" }), /prefix/);
  });

  async function lifeOf({ redis }: { redis: { commands: { pttl(key: string): Promise<number> } } }, { key }: Source): Promise<number> {
    return redis.commands.pttl(`${fleet.prefix}c:{product:${key}}`);
  }
});
