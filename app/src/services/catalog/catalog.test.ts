import assert from "node:assert/strict";
import { type Api, assertProblem, type Bench, prepare, someProduct } from "../../../../test/api.ts";

describe("catalog", () => {
  let bench: Bench;
  let api: Api;
  let token: string;
  before(async function () {
    bench = await prepare(this);
    api = await bench.start();
    token = await bench.adminToken();
  });
  after(() => bench?.close());

  const create = async (fields: object = {}) =>
    (await api.ask("POST", "/v1/products", { token, body: { ...someProduct, ...fields } })).body;

  it("creates a product and gives it back, by its location and with its version as ETag", async () => {
    const created = await api.ask("POST", "/v1/products", { token, body: someProduct });
    assert.equal(created.status, 201);
    assert.equal(created.headers.get("etag"), '"1"');
    assert.equal(created.headers.get("location"), `/v1/products/${created.body.id}`);
    const read = await api.ask("GET", created.headers.get("location") ?? "");
    assert.deepEqual(read.body, created.body);
    const { id, version, createdAt, updatedAt, ...rest } = read.body;
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    assert.equal(version, 1);
    assert.equal(createdAt, updatedAt);
    assert.deepEqual(rest, someProduct);
  });

  it("answers a first read from the database and a second from memory", async () => {
    const { id } = await create();
    const first = await api.ask("GET", `/v1/products/${id}`);
    assert.equal(first.headers.get("cache-status"), "l2; fwd=miss, l1; fwd=miss");
    const second = await api.ask("GET", `/v1/products/${id}`);
    assert.equal(second.headers.get("cache-status"), "l1; hit");
    assert.equal(second.headers.get("age"), "0");
    assert.equal(second.headers.get("cache-control"), "public, max-age=0, s-maxage=2, must-revalidate");
    assert.deepEqual(second.body, first.body);
  });

  it("answers 304 from the cache to whoever has the version already", async () => {
    const { id } = await create();
    await api.ask("GET", `/v1/products/${id}`);
    const answered = await api.ask("GET", `/v1/products/${id}`, { headers: { "if-none-match": 'W/"1", "7"' } });
    assert.equal(answered.status, 304);
    assert.equal(answered.body, null);
    assert.equal(answered.headers.get("etag"), '"1"');
    assert.equal(answered.headers.get("cache-status"), "l1; hit");
  });

  it("answers HEAD like GET without the body", async () => {
    const { id } = await create();
    const head = await api.ask("HEAD", `/v1/products/${id}`);
    assert.equal(head.status, 200);
    assert.equal(head.body, null);
    assert.equal(head.headers.get("etag"), '"1"');
  });

  it("changes the named fields only, and shows the change at once", async () => {
    const product = await create();
    await api.ask("GET", `/v1/products/${product.id}`);
    const changed = await api.ask("PATCH", `/v1/products/${product.id}`, { token, body: { stock: 9 }, headers: { "if-match": '"1"' } });
    assert.equal(changed.status, 200);
    assert.equal(changed.headers.get("etag"), '"2"');
    assert.equal(changed.headers.get("cache-invalidation"), null);
    const { updatedAt, ...rest } = changed.body;
    assert.ok(updatedAt >= product.updatedAt);
    assert.deepEqual({ ...rest, updatedAt: product.updatedAt }, { ...product, stock: 9, version: 2 });
    assert.deepEqual((await api.ask("GET", `/v1/products/${product.id}`)).body, changed.body);
  });

  it("wants If-Match: absent 428, stale 412, any version with *", async () => {
    const { id } = await create();
    const patch = (headers: Record<string, string>) => api.ask("PATCH", `/v1/products/${id}`, { token, body: { stock: 1 }, headers });
    assertProblem(await patch({}), 428, "version-required");
    for (const stale of ['"2"', 'W/"1"', '"x"', "1"]) assertProblem(await patch({ "if-match": stale }), 412, "stale-version");
    assert.equal((await patch({ "if-match": "*" })).body.version, 2);
    assert.equal((await patch({ "if-match": '"2"' })).body.version, 3);
  });

  it("lets one of two changes to the same version win", async () => {
    const { id } = await create();
    const patch = (stock: number) => api.ask("PATCH", `/v1/products/${id}`, { token, body: { stock }, headers: { "if-match": '"1"' } });
    const statuses = (await Promise.all([patch(1), patch(2), patch(3), patch(4)])).map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, 412, 412, 412]);
  });

  it("forgets a deleted product at once", async () => {
    const { id } = await create();
    await api.ask("GET", `/v1/products/${id}`);
    assert.equal((await api.ask("DELETE", `/v1/products/${id}`, { token })).status, 204);
    assertProblem(await api.ask("GET", `/v1/products/${id}`), 404);
    assertProblem(await api.ask("DELETE", `/v1/products/${id}`, { token }), 404);
    assertProblem(await api.ask("PATCH", `/v1/products/${id}`, { token, body: { stock: 1 }, headers: { "if-match": '"1"' } }), 404);
  });

  it("lists page after page, each product once, and shows a new one at once", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await create({ sku: `PAGE-${i}` })).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "?limit=2" : `?limit=2&cursor=${cursor}`;
      const { status, body } = await api.ask("GET", `/v1/products${query}`);
      assert.equal(status, 200);
      assert.ok(body.data.length <= 2);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    assert.equal(new Set(seen).size, seen.length);
    assert.deepEqual(seen.slice(-5), ids);

    const again = await api.ask("GET", "/v1/products?limit=100");
    assert.equal((await api.ask("GET", "/v1/products?limit=100")).headers.get("cache-status"), "l1; hit");
    const { id } = await create();
    const after = await api.ask("GET", "/v1/products?limit=100");
    assert.deepEqual(
      after.body.data.map((product: { id: string }) => product.id),
      [...again.body.data.map((product: { id: string }) => product.id), id],
    );
  });

  it("refuses cursors that it did not give", async () => {
    await create();
    const { body } = await api.ask("GET", "/v1/products?limit=1");
    const good: string = body.nextCursor;
    for (const bad of ["x", "", "AAAA", `${good}A`, `${good}=`, good.slice(1), Buffer.from('{"after":1}').toString("base64url")]) {
      assertProblem(await api.ask("GET", `/v1/products?limit=1&cursor=${encodeURIComponent(bad)}`), 400, "invalid-input");
    }
  });

  it("gives cursors that another instance takes", async () => {
    const other = await bench.start();
    const { body } = await api.ask("GET", "/v1/products?limit=1");
    assert.equal((await other.ask("GET", `/v1/products?limit=1&cursor=${body.nextCursor}`)).status, 200);
  });

  it("is written by catalogue managers alone", async () => {
    const id = crypto.randomUUID();
    const body = someProduct;
    const anonymous = await api.ask("POST", "/v1/products", { body });
    assertProblem(anonymous, 401);
    assert.match(anonymous.headers.get("www-authenticate") ?? "", /^Bearer realm="strata"$/);
    const nonsense = await api.ask("POST", "/v1/products", { body, token: "a.b.c" });
    assertProblem(nonsense, 401);
    assert.match(nonsense.headers.get("www-authenticate") ?? "", /error="invalid_token"/);
    assertProblem(await api.ask("POST", "/v1/products", { body, token: await bench.userToken(id) }), 403);
    assertProblem(await api.ask("POST", "/v1/products", { body, token: await bench.userToken(id, { scope: "catalog:write" }) }), 403);
    const manager = await bench.userToken(id, { scope: "catalog:write", roles: ["catalog-manager"] });
    assert.equal((await api.ask("POST", "/v1/products", { body, token: manager })).status, 201);
    const machine = await bench.userToken("batch", { scope: "catalog:write", client_id: "batch" });
    assert.equal((await api.ask("POST", "/v1/products", { body, token: machine })).status, 201);
  });

  it("leaves a row in the outbox for every write, and none for a refused one", async () => {
    const outbox = bench.database.collection("outbox");
    const { id } = await create();
    await api.ask("PATCH", `/v1/products/${id}`, { token, body: { stock: 1 }, headers: { "if-match": '"1"' } });
    await api.ask("PATCH", `/v1/products/${id}`, { token, body: { stock: 2 }, headers: { "if-match": '"1"' } });
    await api.ask("DELETE", `/v1/products/${id}`, { token });
    const rows = await outbox.find({ subject: id }).sort({ _id: 1 }).toArray();
    assert.deepEqual(
      rows.map(({ type, data }) => [type, data.version]),
      [
        ["catalog.product.created", 1],
        ["catalog.product.updated", 2],
        ["catalog.product.deleted", 2],
      ],
    );
    assert.deepEqual(rows[0]?.invalidates, { keys: [{ namespace: "product", key: id }], tags: ["products"] });
  });
});
