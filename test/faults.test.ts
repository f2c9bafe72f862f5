import assert from "node:assert/strict";
import { type Api, assertProblem, type Bench, eventually, prepare, someProduct } from "./api.ts";
import { type RunningMongod, type RunningRedis, startMongod, startRedis } from "./servers.ts";

describe("without a dependency", function () {
  this.timeout(60_000);
  let bench: Bench;
  let api: Api;
  let mongod: RunningMongod;
  let redis: RunningRedis;
  let token: string;
  before(async function () {
    mongod = await startMongod(this);
    redis = await startRedis(this);
    bench = await prepare(this, { mongodbUri: mongod.uri("faults"), redisNode: redis.node });
    api = await bench.start();
    token = await bench.adminToken();
  });
  after(async () => {
    await bench?.close();
    await redis?.stop();
    await mongod?.stop();
  });

  const dependencies = async () => ((await (await fetch(`${api.adminUrl}/readyz`)).json()) as { dependencies: unknown }).dependencies;
  const create = () => api.ask("POST", "/v1/products", { token, body: someProduct });

  it("serves from memory and the database while Redis is killed, and takes it back", async () => {
    const { body } = await create();
    await redis.kill();
    await eventually(async () => assert.deepEqual(await dependencies(), { mongodb: "up", redis: "down" }));
    assert.equal((await fetch(`${api.url}/readyz`)).status, 200);
    assert.equal((await api.ask("GET", `/v1/products/${body.id}`)).status, 200);
    const written = await api.ask("PATCH", `/v1/products/${body.id}`, { token, body: { stock: 5 }, headers: { "if-match": '"1"' } });
    assert.equal(written.status, 200);
    assert.equal(written.headers.get("cache-invalidation"), "pending");
    assert.equal((await api.ask("GET", `/v1/products/${body.id}`)).body.stock, 5);
    await redis.restart();
    await eventually(async () => assert.deepEqual(await dependencies(), { mongodb: "up", redis: "up" }));
    await eventually(async () => assert.equal((await create()).headers.get("cache-invalidation"), null));
  });

  it("is not held up by a Redis that has frozen", async () => {
    const { body } = await create();
    redis.pause();
    try {
      const began = performance.now();
      assert.equal((await api.ask("GET", `/v1/products/${body.id}`)).status, 200);
      // A deadline, not a measurement: the driver's own defaults would wait for ever.
      assert.ok(performance.now() - began < 5000);
    } finally {
      redis.resume();
    }
    await eventually(async () => assert.equal((await create()).headers.get("cache-invalidation"), null));
  });

  it("answers 503 for what needs the database while it is killed, serves what it holds, and recovers", async () => {
    const held = (await create()).body;
    await api.ask("GET", `/v1/products/${held.id}`);
    await mongod.kill();
    assert.equal((await api.ask("GET", `/v1/products/${held.id}`)).status, 200);
    const read = await api.ask("GET", `/v1/products/${crypto.randomUUID()}`);
    assertProblem(read, 503, "dependency-unavailable");
    assert.equal(read.headers.get("retry-after"), "2");
    assertProblem(await create(), 503);
    assert.equal((await fetch(`${api.url}/livez`)).status, 200);
    assert.equal((await fetch(`${api.url}/readyz`)).status, 200);
    await eventually(async () => assert.deepEqual(await dependencies(), { mongodb: "down", redis: "up" }));
    await mongod.restart();
    await eventually(async () => assert.equal((await create()).status, 201), 30);
    assert.deepEqual(await dependencies(), { mongodb: "up", redis: "up" });
  });

  it("starts while the database is away, and serves when it comes", async () => {
    await mongod.kill();
    const early = await bench.start();
    assert.equal((await fetch(`${early.url}/readyz`)).status, 200);
    assertProblem(await early.ask("GET", "/v1/products"), 503);
    await mongod.restart();
    await eventually(async () => assert.equal((await early.ask("GET", "/v1/products")).status, 200), 30);
  });

  it("answers 503 to more readers than connections while the database is frozen, ends within its grace, and recovers", async () => {
    const few = await bench.start({ MONGODB_POOL_SIZE: "3", SHUTDOWN_GRACE_MS: "1000", ROLE: "all" });
    assert.equal((await few.ask("GET", "/v1/products")).status, 200);
    mongod.pause();
    try {
      const answers = await Promise.all(Array.from({ length: 12 }, () => few.ask("GET", `/v1/products/${crypto.randomUUID()}`)));
      for (const answer of answers) assertProblem(answer, 503, "dependency-unavailable");
      // A graceful stop that waits for the database longer than this would make the hook below hang.
      await few.instance.stop();
    } finally {
      mongod.resume();
    }
    await eventually(async () => assert.equal((await create()).status, 201), 30);
  });

  it("answers 503 when the issuer's keys cannot be fetched", async () => {
    const lost = await bench.start({ JWKS_URI: "http://127.0.0.1:1/jwks.json" });
    assertProblem(await lost.ask("GET", "/v1/users/me", { token }), 503);
  });
});
