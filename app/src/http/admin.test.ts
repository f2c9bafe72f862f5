import assert from "node:assert/strict";
import { request } from "node:http";
import { Registry } from "prom-client";
import { adminListener } from "./admin.ts";
import { Health } from "./health.ts";
import { type Listening, listen } from "./server.ts";

describe("the admin port", () => {
  const health = new Health({ mongodb: () => "up" });
  let server: Listening;
  before(async () => {
    server = await listen(adminListener(health, { registry: new Registry() }), 0, "127.0.0.1", undefined);
  });
  after(() => server.drain());
  beforeEach(() => {
    health.phase = "ready";
  });

  const ask = (method: string, path: string) => fetch(`http://127.0.0.1:${server.port}${path}`, { method });

  for (const path of ["/livez", "/readyz", "/metrics"]) {
    it(`answers ${path} with and without a query, and its head alone`, async () => {
      for (const asked of [path, `${path}?verbose=1`, `${path}?`]) assert.equal((await ask("GET", asked)).status, 200, asked);
      const head = await ask("HEAD", path);
      assert.equal(head.status, 200);
      assert.equal(await head.text(), "");
    });

    it(`knows no other method at ${path}`, async () => {
      for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        const refused = await ask(method, path);
        assert.equal(refused.status, 405);
        assert.equal(refused.headers.get("allow"), "GET, HEAD");
        await isProblem(refused);
      }
    });
  }

  it("answers 404 with a problem elsewhere", async () => {
    for (const path of ["/", "/metrics/", "/livezz", "/v1/users"]) {
      const refused = await ask("GET", path);
      assert.equal(refused.status, 404);
      await isProblem(refused);
    }
  });

  it("turns readiness off while starting and draining, and stays alive", async () => {
    for (const phase of ["starting", "draining"] as const) {
      health.phase = phase;
      assert.equal((await ask("GET", "/readyz?from=balancer")).status, 503);
      assert.equal((await ask("GET", "/livez")).status, 200);
    }
  });

  it("refuses an expectation other than 100-continue", async () => {
    const { status, type, connection } = await expecting("200-ok");
    assert.deepEqual({ status, type, connection }, { status: 417, type: "application/problem+json", connection: "close" });
    assert.equal((await expecting("100-continue")).status, 200);
  });

  function expecting(expect: string): Promise<{ status: number | undefined; type: string | undefined; connection: string | undefined }> {
    return new Promise((resolve, reject) => {
      const sent = request({ port: server.port, host: "127.0.0.1", path: "/livez", headers: { expect } }, (response) => {
        response.resume();
        const { "content-type": type, connection } = response.headers;
        resolve({ status: response.statusCode, type, connection });
      });
      sent.on("error", reject).end();
    });
  }
});

async function isProblem(response: Response): Promise<void> {
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  const { status, instance } = (await response.json()) as { status: number; instance: string };
  assert.equal(status, response.status);
  assert.equal(instance, `urn:strata:request:${response.headers.get("x-request-id")}`);
}
