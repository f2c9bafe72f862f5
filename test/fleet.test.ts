import assert from "node:assert/strict";
import { type Api, assertProblem, type Bench, eventually, prepare, someProduct } from "./api.ts";

describe("three instances on one Redis", () => {
  let bench: Bench;
  let apis: readonly [Api, Api, Api];
  let token: string;
  before(async function () {
    bench = await prepare(this);
    apis = [await bench.start(), await bench.start(), await bench.start()];
    token = await bench.adminToken();
  });
  after(() => bench?.close());

  it("answer one product by database, then Redis, then memory", async () => {
    const [a, b] = apis;
    const { body } = await a.ask("POST", "/v1/products", { token, body: someProduct });
    const status = async (api: Api) => (await api.ask("GET", `/v1/products/${body.id}`)).headers.get("cache-status");
    assert.equal(await status(a), "l2; fwd=miss, l1; fwd=miss");
    assert.equal(await status(b), "l2; hit, l1; fwd=miss");
    assert.equal(await status(b), "l1; hit");
  });

  it("see a write through one of them, all of them", async () => {
    const [a, b, c] = apis;
    const { body } = await a.ask("POST", "/v1/products", { token, body: someProduct });
    const path = `/v1/products/${body.id}`;
    for (const api of apis) await api.ask("GET", path);
    await b.ask("PATCH", path, { token, body: { stock: 77 }, headers: { "if-match": '"1"' } });
    assert.equal((await b.ask("GET", path)).body.stock, 77);
    for (const api of [a, c]) await eventually(async () => assert.equal((await api.ask("GET", path)).body.stock, 77), 2);
    await c.ask("DELETE", path, { token });
    for (const api of apis) await eventually(async () => assertProblem(await api.ask("GET", path), 404), 2);
  });

  it("show a new product in every list", async () => {
    const [a, b] = apis;
    const list = async (api: Api) => (await api.ask("GET", "/v1/products?limit=100")).body.data.length;
    const before = await list(b);
    assert.equal(await list(b), before);
    await a.ask("POST", "/v1/products", { token, body: someProduct });
    await eventually(async () => assert.equal(await list(b), before + 1), 2);
  });
});
