import assert from "node:assert/strict";
import { type Api, type Bench, eventually, prepare } from "../../../test/api.ts";

describe("the API", () => {
  let bench: Bench;
  let api: Api;
  before(async function () {
    bench = await prepare(this);
    api = await bench.start();
  });
  after(() => bench?.close());

  it("answers probes on both ports, with details on the admin port alone", async () => {
    for (const url of [api.url, api.adminUrl]) {
      for (const [path, status] of [
        ["/livez", "live"],
        ["/readyz", "ready"],
      ] as const) {
        const response = await fetch(url + path);
        assert.equal(response.status, 200);
        assert.equal(((await response.json()) as { status: string }).status, status);
      }
    }
    assert.deepEqual(await (await fetch(`${api.url}/readyz`)).json(), { status: "ready" });
    const details = (await (await fetch(`${api.adminUrl}/readyz`)).json()) as { dependencies: object };
    assert.deepEqual(details.dependencies, { mongodb: "up", redis: "up" });
  });

  it("keeps metrics off the public port", async () => assert.equal((await fetch(`${api.url}/metrics`)).status, 404));

  it("takes a request id and a trace when they are valid, and makes them otherwise", async () => {
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const given = await api.ask("GET", "/v1/products", {
      headers: { "x-request-id": "abc-1", traceparent: `00-${trace}-00f067aa0ba902b7-01` },
    });
    assert.equal(given.headers.get("x-request-id"), "abc-1");
    assert.match(given.headers.get("traceparent") ?? "", new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
    const bad = await api.ask("GET", "/v1/products", {
      headers: { "x-request-id": "a b", traceparent: `00-${"0".repeat(32)}-00f067aa0ba902b7-01` },
    });
    assert.match(bad.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
    assert.match(bad.headers.get("traceparent") ?? "", /^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  it("names the request in its problems", async () => {
    const { body } = await api.ask("GET", "/v1/nothing", { headers: { "x-request-id": "abc-2" } });
    assert.equal(body.instance, "urn:strata:request:abc-2");
  });

  it("serves its documentation from its own assets alone", async () => {
    const page = await fetch(`${api.url}/docs`);
    const html = await page.text();
    assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "");
    assert.ok(assets.length >= 3);
    for (const path of assets) {
      assert.match(path, /^\/docs\//);
      assert.equal((await fetch(api.url + path)).status, 200, path);
    }
    assert.equal((await api.ask("GET", "/openapi.json")).body.openapi, "3.1.1");
  });

  it("gives metrics on the admin port, without the labels that Kubernetes owns", async () => {
    await api.ask("GET", "/v1/products");
    await api.ask("POST", "/v1/products", {
      token: await bench.adminToken(),
      body: { sku: "M", name: "M", description: "M", price: { amount: 1, currency: "EUR" }, stock: 1 },
    });
    const text = await eventually(async () => {
      const scraped = await api.metrics();
      assert.match(scraped, /http_requests_total\{[^}]*method="POST"/);
      return scraped;
    });
    assert.doesNotMatch(text, /[{,](service|namespace|pod|job|instance)="/);
    assert.match(text, /http_request_duration_seconds_bucket\{[^}]*le="0.1"/);
    assert.match(text, /http_request_duration_seconds_bucket\{[^}]*le="0.5"/);
  });

  it("labels what it does not know without repeating it", async () => {
    await fetch(`${api.url}/secret-path-4711`);
    const text = await eventually(async () => {
      const scraped = await api.metrics();
      assert.match(scraped, /route="unmatched"/);
      return scraped;
    });
    assert.doesNotMatch(text, /4711/);
  });

  it("lets the origins through that it was told, and no other", async () => {
    const open = await bench.start({ CORS_ORIGINS: "https://app.example.com" });
    const preflight = (origin: string) =>
      fetch(`${open.url}/v1/products`, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });
    assert.equal((await preflight("https://app.example.com")).headers.get("access-control-allow-origin"), "https://app.example.com");
    assert.equal((await preflight("https://evil.example.com")).headers.get("access-control-allow-origin"), null);
    assert.equal(
      (await api.ask("GET", "/v1/products", { headers: { origin: "https://app.example.com" } })).headers.get("access-control-allow-origin"),
      null,
    );
  });

  it("serves only the services it is told to", async () => {
    const catalog = await bench.start({ SERVICES: "catalog" });
    assert.equal((await catalog.ask("GET", "/v1/products")).status, 200);
    assert.equal((await catalog.ask("POST", "/v1/users", { body: {} })).status, 404);
  });
});
