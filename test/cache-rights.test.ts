import assert from "node:assert/strict";
import { Redis } from "ioredis";
import { Cache } from "../app/src/cache/cache.ts";
import { L2 } from "../app/src/cache/l2.ts";
import { RedisTier } from "../app/src/cache/redis.ts";
import { Source, until } from "../app/src/cache/testing.ts";
import { redis } from "../app/src/contract.ts";
import { type Access, apiAccess, gatewayAccess, nobody } from "../infra/cache/access.ts";
import { type RunningRedis, startRedis } from "./servers.ts";

const password = "canary-of-24-characters!";

describe("rights in the caches, on a real server", () => {
  let server: RunningRedis;
  const open: { disconnect(): void }[] = [];

  before(async function () {
    server = await startRedis(this);
    const admin = await connected();
    for (const access of [apiAccess, gatewayAccess]) await grant(admin, access);
    await grant(admin, nobody);
  });
  after(async () => {
    for (const client of open) client.disconnect();
    await server?.stop();
  });

  it("are enough for all that the API's cache does", async () => {
    const events: string[] = [];
    const [a, b] = [openCache(events), openCache(events)];
    const source = new Source("one", { key: "p-1", tags: ["shelf"] });
    try {
      await until(() => a.connected && b.connected);
      await a.get(source.lookup);
      assert.equal((await b.get(source.lookup)).tier, "l2");
      assert.equal(await a.invalidate(source.named), "landed");
      await until(() => b.peek(source.lookup.namespace, "p-1") === undefined);
      await b.get(source.lookup);
      assert.equal(await b.invalidate({ tags: ["shelf"] }), "landed");
      assert.equal((await a.get(source.lookup)).tier, "miss");
    } finally {
      await Promise.all([a.close(), b.close()]);
    }
    assert.deepEqual(
      events.filter((event) => event.includes("error") || event.includes("NOPERM")),
      [],
    );
  });

  it("are enough to invalidate everything", async () => {
    const tier = openTier();
    await until(() => tier.connected);
    const client = await connected(apiAccess);
    await client.set("strata:c:{x}", "value");
    await new L2(tier, redis.keyPrefix).invalidate({ ids: [], tags: [], everything: true });
    assert.equal(await client.get("strata:c:{x}"), null);
  });

  for (const [what, command] of [
    ["keys of others", ["GET", "ratelimit:1"]],
    ["a script on keys of others", ["EVAL", "return redis.call('GET', KEYS[1])", "1", "ratelimit:1"]],
    ["a script's command that is not the cache's", ["EVAL", "return redis.call('LPUSH', KEYS[1], 'x')", "1", "strata:x"]],
    ["channels of others", ["PUBLISH", "other", "x"]],
    ["all keys at once", ["FLUSHALL"]],
    ["the list of keys", ["KEYS", "*"]],
    ["the server's settings", ["CONFIG", "GET", "*"]],
    ["the users", ["ACL", "LIST"]],
  ] as const) {
    it(`keep the API from ${what}`, async () => {
      const client = await connected(apiAccess);
      const [name, ...args] = command;
      await assert.rejects(client.call(name, ...args), /NOPERM|ACL|No permissions|can't run/i);
    });
  }

  it("let the gateway count, and keep it from the API's keys", async () => {
    const client = await connected(gatewayAccess);
    const count = "local n = redis.call('incr', KEYS[1]) if n == 1 then redis.call('expire', KEYS[1], ARGV[1]) end return n";
    assert.equal(await client.eval(count, 1, "ratelimit:route:1", 60), 1);
    assert.equal(await client.eval(count, 1, "ratelimit:route:1", 60), 2);
    assert.equal(await client.get("ratelimit:route:1"), "2");
    await assert.rejects(client.get("strata:c:{x}"), /NOPERM/);
    await assert.rejects(client.subscribe("strata:bus"), /NOPERM/);
  });

  it("let nobody in without a name", async () => {
    const client = new Redis(address());
    open.push(client);
    client.on("error", () => {});
    await assert.rejects(client.get("strata:c:{x}"), /NOAUTH/);
  });

  function openCache(events: string[]): Cache {
    const observer = {
      request: (_: string, tier: string, result: string) => events.push(`${tier} ${result}`),
      load: (_: string, result: string) => events.push(`load ${result}`),
      invalidation: (result: string) => events.push(`invalidation ${result}`),
      busGap: () => {},
    };
    // The prefix is the cache's own default, which contract.ts repeats for the rights.
    return new Cache({ l1Bytes: 1_000_000, stalenessMs: 5000, instanceId: "test", l2: openTier(), observer });
  }

  function openTier(): RedisTier {
    const tier = new RedisTier({ node: server.node, username: apiAccess.userName, password, timeoutMs: 1000 });
    open.push({ disconnect: () => tier.close() });
    return tier;
  }

  async function connected(access?: Access): Promise<Redis> {
    const client = new Redis({ ...address(), ...(access && { username: access.userName, password }) });
    open.push(client);
    await client.ping();
    return client;
  }

  function address() {
    const [host = "", port] = server.node.split(":");
    return { host, port: Number(port), maxRetriesPerRequest: 0 };
  }
});

async function grant(admin: Redis, { userName, rights }: Access): Promise<void> {
  await admin.call("ACL", "SETUSER", userName, `>${password}`, ...rights.split(" "));
}
