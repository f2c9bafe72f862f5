import assert from "node:assert/strict";
import { startRedis } from "../../../test/servers.ts";
import { RedisTier } from "./redis.ts";
import { Fleet, peek, read, Source, until } from "./testing.ts";

describe("cache with a Redis that fails", function () {
  this.timeout(30_000);
  let server: Awaited<ReturnType<typeof startRedis>>;
  let fleet: Fleet;

  before(async function () {
    server = await startRedis(this);
  });
  beforeEach(() => {
    fleet = new Fleet(server.node);
  });
  afterEach(async () => {
    await fleet.close();
    await server.kill();
    await server.restart();
  });
  after(() => server?.stop());

  const open = (options = {}) => fleet.open({ pendingAfterMs: 50, ...options }, 50);
  const failures = {
    killed: { fail: () => server.kill(), mend: () => server.restart() },
    frozen: { fail: () => server.pause(), mend: () => server.resume() },
  };

  for (const [how, { fail, mend }] of Object.entries(failures)) {
    it(`serves from memory and loaders while Redis is ${how}, and from Redis again after`, async () => {
      const { cache, events } = await open();
      const [known, unknown] = [new Source("known"), new Source("unknown", { key: "p-2" })];
      await read(cache, known);
      await fail();
      assert.deepEqual(await read(cache, known), ["l1", "known"]);
      assert.deepEqual(await read(cache, unknown), ["miss", "unknown"]);
      assert.deepEqual(await read(cache, unknown), ["l1", "unknown"]);
      assert.ok(events.includes("product l2 error"));
      await until(() => events.includes("gap") || how === "frozen");
      assert.deepEqual(await read(cache, known), ["l1", "known"], "within the bound, as nobody can be asked");
      fleet.now += 5001;
      assert.deepEqual(await read(cache, known), ["miss", "known"], "and not beyond");

      await mend();
      await until(() => cache.connected);
      const other = await open();
      const fresh = new Source("fresh", { key: "p-3" });
      assert.deepEqual(await read(cache, fresh), ["miss", "fresh"]);
      assert.deepEqual(await read(other.cache, fresh), ["l2", "fresh"]);
    });

    it(`answers an invalidation with "pending" while Redis is ${how}, stores nothing of what it names, and lands it after`, async () => {
      const [a, b] = [await open(), await open()];
      const [byKey, byTag, other] = [
        new Source("old"),
        new Source("old", { key: "p-2", tags: ["shelf"] }),
        new Source("other", { key: "p-3" }),
      ];
      for (const { cache } of [a, b]) for (const source of [byKey, byTag, other]) await read(cache, source);
      await fail();
      byKey.text = "new";
      byTag.text = "new";
      assert.equal(await a.cache.invalidate({ ...byKey.named, tags: ["shelf"] }), "pending");
      assert.equal(a.cache.sizes().pending, 2);
      for (const source of [byKey, byTag]) {
        const { loads } = source;
        assert.deepEqual(await read(a.cache, source), ["miss", "new"]);
        assert.equal(peek(a.cache, source), undefined);
        assert.deepEqual(await read(a.cache, source), ["miss", "new"]);
        assert.equal(source.loads, loads + 2);
      }
      assert.ok(a.events.includes("product l2 bypass"));
      assert.deepEqual(await read(a.cache, other), ["l1", "other"]);

      await mend();
      await until(() => a.events.includes("invalidation late"));
      assert.equal(a.cache.sizes().pending, 0);
      for (const { cache } of [b, a]) {
        await until(() => cache.connected && peek(cache, byKey) === undefined && peek(cache, byTag) === undefined);
        assert.equal((await read(cache, byKey))[1], "new");
        assert.equal((await read(cache, byTag))[1], "new");
      }
      assert.deepEqual(
        a.events.filter((event) => event.startsWith("invalidation")),
        ["invalidation pending", "invalidation late"],
      );
    });
  }

  it("invalidates everything, and nothing of others, when more waits than it may remember", async () => {
    const [a, b] = [await open({ pendingBound: 20 }), await open()];
    const stranger = "another-prefix:c:{product:p-1}";
    await a.redis.commands.set(stranger, "theirs");
    const sources = Array.from({ length: 100 }, (_, n) => new Source("old", { key: `p-${n}`, tags: n % 2 ? [`shelf-${n}`] : [] }));
    for (const { cache } of [a, b]) await Promise.all(sources.map((source) => read(cache, source)));
    server.pause();
    // What is sent to a frozen server it does on waking: here it is to learn nothing.
    await a.cache.invalidate({ tags: ["nobody"] });
    await until(() => !a.redis.connected);
    for (const source of sources) source.text = "new";
    const results = await Promise.all(sources.slice(0, 50).map((source) => a.cache.invalidate(source.named)));
    assert.ok(results.every((result) => result === "pending"));
    await until(() => a.cache.sizes().pending <= 20);
    assert.deepEqual(await read(a.cache, sources[0] as Source), ["miss", "new"]);
    fleet.now += 5001;
    assert.deepEqual(await read(a.cache, sources[99] as Source), ["miss", "new"], "which of them were named is not known any more");
    assert.equal(peek(a.cache, sources[99] as Source), undefined);

    server.resume();
    await until(() => a.cache.connected && b.cache.connected);
    for (const { cache } of [b, a]) {
      for (const source of sources.slice(0, 50)) await until(async () => (await read(cache, source))[1] === "new");
    }
    await until(async () => (await read(a.cache, sources[0] as Source))[0] === "l1");
    assert.equal(await a.redis.commands.get(stranger), "theirs");
  });

  it("gives up on closing what cannot land, and tells who waits for it", async () => {
    const { cache } = await fleet.open({ pendingAfterMs: 60_000 }, 50);
    await server.kill();
    const waiting = cache.invalidate({ tags: ["shelf"] });
    await cache.close();
    assert.equal(await waiting, "pending");
    assert.deepEqual(await read(cache, new Source("one")), ["miss", "one"]);
  });

  it("starts without Redis and takes it into use when it comes", async () => {
    await server.kill();
    const errors: Error[] = [];
    const redis = new RedisTier({ node: server.node, onError: (error) => errors.push(error) });
    assert.equal(redis.connected, false);
    await until(() => errors.length > 0);
    await server.restart();
    await until(() => redis.connected);
    redis.close();
  });

  it("waits for a frozen server no longer than the deadline of a call", async () => {
    const { cache, redis } = await open();
    server.pause();
    assert.deepEqual(await read(cache, new Source("one")), ["miss", "one"]);
    assert.ok(redis.connected, "it was the deadline of 50 ms that ended the wait, not the loss of the connection after a second");
  });

  it("drops a connection whose server answers nothing, and then does not wait at all", async () => {
    const { cache, redis } = await fleet.open({}, 3_600_000);
    server.pause();
    assert.deepEqual(await read(cache, new Source("one")), ["miss", "one"]);
    assert.equal(redis.connected, false);
    let closed = false;
    redis.commands.once("close", () => {
      closed = true;
    });
    assert.deepEqual(await read(cache, new Source("two", { key: "p-2" })), ["miss", "two"]);
    assert.equal(closed, false, "it did not wait for the next connection either");
  });
});
