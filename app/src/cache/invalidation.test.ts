import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { redis as sharedRedis } from "../../../test/servers.ts";
import { L2 } from "./l2.ts";
import { Fleet, type Instance, peek, product, read, Source, until } from "./testing.ts";

describe("cache invalidation", () => {
  let fleet: Fleet;

  before(async function () {
    fleet = new Fleet((await sharedRedis(this)).node);
  });
  beforeEach(() => {
    fleet = new Fleet(fleet.node);
  });
  afterEach(() => fleet.close());

  const ways = {
    "by key": (source: Source) => source.named,
    "by tag": () => ({ tags: ["shelf"] }),
  };

  for (const [way, what] of Object.entries(ways)) {
    it(`reaches every instance, ${way}`, async () => {
      const instances = [await fleet.open(), await fleet.open(), await fleet.open()];
      const [source, other] = [new Source("old", { tags: ["shelf"] }), new Source("other", { key: "p-2" })];
      for (const { cache } of instances) await Promise.all([read(cache, source), read(cache, other)]);
      source.text = "new";
      assert.equal(await instances[1]?.cache.invalidate(what(source)), "landed");
      for (const { cache } of instances) await until(() => peek(cache, source) === undefined);
      for (const { cache } of instances) assert.equal((await read(cache, source))[1], "new");
      assert.equal(source.loads, 2);
      assert.ok(instances.every(({ cache }) => peek(cache, other) === "other"));
    });

    it(`drops the entry here before it returns, ${way}`, async () => {
      const { cache } = await fleet.open();
      const source = new Source("old", { tags: ["shelf"] });
      await read(cache, source);
      const landing = cache.invalidate(what(source));
      assert.equal(peek(cache, source), undefined);
      source.text = "new";
      assert.deepEqual(await read(cache, source), ["miss", "new"]);
      await landing;
    });

    it(`keeps a load that began before it out of both tiers, ${way}: a later read gives the new value on this instance and on others`, async () => {
      const [reader, writer] = [await fleet.open(), await fleet.open()];
      for (const [n, from] of [writer, reader].entries()) {
        const source = new Source("old", { key: `race-${n}`, tags: ["shelf"] });
        const release = source.hold();
        const reading = read(reader.cache, source);
        await until(() => source.loads === 1);
        source.text = "new";
        assert.equal(await from.cache.invalidate(what(source)), "landed");
        release();
        assert.deepEqual(await reading, ["miss", "old"]);
        assert.equal((await read(reader.cache, source))[1], "new", "same instance");
        assert.equal((await read(writer.cache, source))[1], "new", "other instance");
      }
    });

    it(`keeps it out of Redis, and out of memory past the bound, also where its message is lost, ${way}`, async () => {
      const [reader, other] = [await fleet.open(), await fleet.open()];
      const source = new Source("old", { tags: ["shelf"] });
      const release = source.hold();
      const reading = read(reader.cache, source);
      await until(() => source.loads === 1);
      source.text = "new";
      const { keys, tags } = { keys: [], tags: [], ...what(source) };
      await new L2(other.redis, fleet.prefix).invalidate({ ids: keys.map(({ key }) => `product:${key}`), tags, everything: false });
      release();
      assert.deepEqual(await reading, ["miss", "old"]);
      assert.deepEqual(await read(other.cache, source), ["miss", "new"]);
      fleet.now += 5001;
      assert.deepEqual(await read(reader.cache, source), ["l2", "new"]);
    });

    it(`is not undone in memory by a read of Redis that began before it, ${way}`, async () => {
      const [a, b] = [await fleet.open(), await fleet.open()];
      const source = new Source("old", { tags: ["shelf"] });
      await read(a.cache, source);
      const reading = read(b.cache, source);
      const landing = b.cache.invalidate(what(source));
      assert.deepEqual(await reading, ["l2", "old"]);
      assert.equal(peek(b.cache, source), undefined);
      await landing;
    });

    it(`parts the reads after it from a load before it, ${way}`, async () => {
      const { cache } = await fleet.open();
      const source = new Source("old", { tags: ["shelf"] });
      const release = source.hold();
      const before = read(cache, source);
      await until(() => source.loads === 1);
      source.text = "new";
      await cache.invalidate(what(source));
      const after = Promise.all([read(cache, source), read(cache, source)]);
      await until(() => source.loads === 2);
      release();
      assert.deepEqual(await before, ["miss", "old"]);
      assert.deepEqual(await after, [
        ["miss", "new"],
        ["miss", "new"],
      ]);
      assert.deepEqual(await read(cache, source), ["l1", "new"]);
    });
  }

  it("does not let a read join a load that is older than the staleness bound", async () => {
    const { cache } = await fleet.open();
    const source = new Source("old");
    const release = source.hold();
    const slow = read(cache, source);
    await until(() => source.loads === 1);
    fleet.now += 5001;
    source.text = "new";
    const later = read(cache, source);
    await until(() => source.loads === 2);
    release();
    assert.deepEqual(
      [await slow, await later],
      [
        ["miss", "old"],
        ["miss", "new"],
      ],
    );
    assert.deepEqual(await read(cache, source), ["l1", "new"]);
  });

  describe("messages", () => {
    /** Speaks on the bus as an instance that nobody knows. */
    function stranger({ redis }: Instance) {
      const origin = randomUUID();
      return (seq: number, ids: string[] = []) =>
        redis.commands.publish(`${fleet.prefix}bus`, JSON.stringify({ origin, seq, ids, tags: [], everything: false }));
    }

    async function held(): Promise<[Instance, Source]> {
      const instance = await fleet.open();
      const source = new Source("one");
      await read(instance.cache, source);
      return [instance, source];
    }

    it("that follow each other leave the rest of memory as it is", async () => {
      const [instance, source] = await held();
      const other = new Source("other", { key: "p-2" });
      await read(instance.cache, other);
      const say = stranger(instance);
      await say(1);
      await say(2, ["product:p-2"]);
      await until(() => peek(instance.cache, other) === undefined);
      assert.equal(peek(instance.cache, source), "one");
    });

    it("of which one is missing have every entry verified, not dropped", async () => {
      const [instance, source] = await held();
      const say = stranger(instance);
      await say(1);
      await say(3);
      await until(() => instance.events.includes("gap"));
      assert.equal(peek(instance.cache, source), undefined);
      assert.deepEqual(await read(instance.cache, source), ["l2", "one"]);
      assert.deepEqual(await read(instance.cache, source), ["l1", "one"]);
      assert.equal(source.loads, 1);
    });

    it("of an instance not heard before that has said more have every entry verified, and are no gap", async () => {
      const [instance, source] = await held();
      await stranger(instance)(7);
      await until(() => peek(instance.cache, source) === undefined);
      assert.ok(!instance.events.includes("gap"));
    });

    it("that cannot be understood count as a gap", async () => {
      for (const text of ["{", "null", "[]", '{"origin":1}', '{"origin":"x","seq":1,"ids":[1],"tags":[],"everything":false}']) {
        const [instance, source] = await held();
        await instance.redis.commands.publish(`${fleet.prefix}bus`, text);
        await until(() => instance.events.includes("gap"));
        assert.equal(peek(instance.cache, source), undefined);
      }
    });

    it("may have been missed when the connection that brings them breaks: one gap, and every entry is verified", async () => {
      const [instance, source] = await held();
      instance.redis.subscriber.stream.destroy();
      await until(() => instance.events.includes("gap"));
      assert.equal(peek(instance.cache, source), undefined);
      await until(() => instance.cache.connected);
      assert.deepEqual(await read(instance.cache, source), ["l2", "one"]);
      assert.equal(instance.events.filter((event) => event === "gap").length, 1);

      const writer = await fleet.open();
      await writer.cache.invalidate({ keys: [{ namespace: "product", key: source.key }] });
      await until(() => peek(instance.cache, source) === undefined);
    });

    it("have what was read while they could not be heard verified once they can", async () => {
      const [instance, source] = await held();
      instance.redis.subscriber.stream.destroy();
      await until(() => instance.events.includes("gap"));
      assert.deepEqual(await read(instance.cache, source), ["l2", "one"]);
      await until(() => instance.cache.connected);
      assert.equal(peek(instance.cache, source), undefined);
    });

    it("do not let what was read while they were missed into memory", async () => {
      const instance = await fleet.open();
      const source = new Source("one");
      const release = source.hold();
      const reading = read(instance.cache, source);
      await until(() => source.loads === 1);
      instance.redis.subscriber.stream.destroy();
      await until(() => instance.events.includes("gap"));
      release();
      await reading;
      assert.equal(instance.cache.peek(product, source.key), undefined);
    });
  });
});
