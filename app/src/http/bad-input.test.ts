import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { type Answered, type Api, assertProblem, type Bench, prepare, someProduct } from "../../../test/api.ts";
import routes from "../../routes.json" with { type: "json" };
import { bodyLimit } from "./request.ts";

const good: Record<string, Record<string, unknown>> = {
  "POST /v1/users": { handle: "ada_lovelace", name: "Ada", email: "ada@example.com", password: "correct horse" },
  "PATCH /v1/users/{id}": { name: "Ada" },
  "PUT /v1/users/{id}/roles": { roles: [] },
  "POST /v1/products": someProduct,
  "PATCH /v1/products/{id}": { name: "Mug" },
};

/** Every route of the manifest, with a body that is good where it takes one. */
const table = routes.map(({ method, path }) => ({ method, path, name: `${method} ${path}`, body: good[`${method} ${path}`] }));

const deep = `${"[".repeat(40_000)}${"]".repeat(40_000)}`;
const json = (body: object, change: (text: string) => string) => change(JSON.stringify(body));
const firstText = (body: object) => Object.entries(body).find(([, value]) => typeof value === "string")?.[0];

/** What is sent in place of a good body. A case that does not apply to a body gives undefined. */
const bodies: Record<string, (body: Record<string, unknown>) => string | Uint8Array | undefined> = {
  "malformed JSON": (body) => json(body, (text) => text.slice(0, -1)),
  "no body at all": () => "",
  "a list": (body) => JSON.stringify([body]),
  null: () => "null",
  "a text": () => '"text"',
  "a number": () => "1e400",
  "an unknown field": (body) => JSON.stringify({ ...body, unknownField: 1 }),
  __proto__: (body) => json(body, (text) => text.replace("{", '{"__proto__":{"admin":true},')),
  "a field of prototypes": (body) => JSON.stringify({ ...body, constructor: { prototype: { admin: true } } }),
  "operators in place of values": (body) => JSON.stringify(Object.fromEntries(Object.keys(body).map((key) => [key, { $ne: null }]))),
  "operators in place of fields": () => JSON.stringify({ $where: "1", $set: { roles: ["admin"] } }),
  "dotted fields": (body) => JSON.stringify({ ...body, "price.amount": 0 }),
  "null in place of values": (body) => JSON.stringify(Object.fromEntries(Object.keys(body).map((key) => [key, null]))),
  "numbers in place of values": (body) => JSON.stringify(Object.fromEntries(Object.keys(body).map((key) => [key, 1.5]))),
  "lists in place of values": (body) => JSON.stringify(Object.fromEntries(Object.keys(body).map((key) => [key, [[1]]]))),
  "a NUL in a text": (body) => withText(body, "a\u0000b"),
  "half a surrogate pair in a text": (body) => withText(body, "\ud800"),
  "an endless text": (body) => withText(body, "x".repeat(100_000)),
  "an empty text": (body) => withText(body, ""),
  "invalid UTF-8": (body) =>
    Buffer.concat([Buffer.from(json(body, (text) => text.slice(0, -2))), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
  "UTF-16": (body) => Buffer.from(`\ufeff${JSON.stringify(body)}`, "utf16le"),
  "40,000 levels": () => deep,
  "40,000 levels in a field": (body) => json(body, (text) => text.replace("{", `{"deep":${deep},`)),
  oversize: (body) => json(body, (text) => text + " ".repeat(bodyLimit)),
};

function withText(body: Record<string, unknown>, text: string): string | undefined {
  const field = firstText(body);
  return field === undefined ? undefined : JSON.stringify({ ...body, [field]: text });
}

const ids = [
  "x",
  "..%2f..%2fetc",
  "%00",
  "%F0%9F%92%A9",
  "[object Object]",
  '{"$ne":null}',
  "1".repeat(1000),
  "019b76da-a800-7000-8000-02a34fa9c1bX",
];
const queries = ["?unknown=1", "?%24where=1", "?limit[$gt]=1", "?a=1&a=2", "?__proto__[x]=1", "?%00=1", "?constructor=1"];
const listQueries = [
  "?limit=0",
  "?limit=101",
  "?limit=-1",
  "?limit=1.5",
  "?limit=x",
  "?limit=",
  "?limit=1&limit=2",
  "?limit=1e1",
  "?cursor=x",
  "?cursor=",
  "?cursor[$ne]=1",
  "?cursor=%00",
];

describe("bad input", () => {
  let bench: Bench;
  let api: Api;
  let token: string;
  before(async function () {
    bench = await prepare(this);
    api = await bench.start();
    token = await bench.adminToken();
  });
  // Whatever was refused left nothing behind, and nothing was answered with 5xx.
  after(async () => {
    if (!bench) return;
    for (const collection of ["users", "user_keys", "products", "outbox"]) {
      assert.equal(await bench.database.collection(collection).countDocuments(), 0, `bad input wrote to ${collection}`);
    }
    assert.doesNotMatch(await api.metrics(), /http_requests_total\{[^}]*code="5/);
    await bench.close();
  });

  async function send(method: string, path: string, body?: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answered> {
    const response = await fetch(api.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "if-match": "*",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : Buffer.from(body) }),
    });
    return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
  }

  /** Sends a body where fetch allows none. Its length is told as `content-length`, unless the headers name a transfer encoding. */
  function sendBody(method: string, path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answered> {
    const framing = "transfer-encoding" in headers ? {} : { "content-length": Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const sent = request(
        api.url + path,
        { method, headers: { authorization: `Bearer ${token}`, ...framing, ...headers } },
        (response) => {
          response.toArray().then((chunks) => {
            const answer = JSON.parse(Buffer.concat(chunks).toString());
            resolve({ status: response.statusCode ?? 0, headers: new Headers(response.headers as Record<string, string>), body: answer });
          }, reject);
        },
      );
      sent.on("error", reject).end(body);
    });
  }

  /** A 4xx in the shape of a problem, and nothing written. */
  function refused(answered: Answered, ...statuses: number[]): void {
    assert.ok(statuses.includes(answered.status), `${answered.status}: ${JSON.stringify(answered.body)}`);
    assertProblem(answered, answered.status);
  }

  const filled = (path: string, id = "019b76da-a800-7000-8000-02a34fa9c1be") => path.replace("{id}", id);

  for (const { method, path, name, body } of table) {
    describe(name, () => {
      if (body) {
        for (const [what, make] of Object.entries(bodies)) {
          const sent = make(body);
          if (sent === undefined) continue;
          it(`refuses ${what}`, async () => refused(await send(method, filled(path), sent), what === "oversize" ? 413 : 400));
        }
        for (const type of [
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application/json; charset=utf-16",
          "",
        ]) {
          it(`refuses the content type "${type}"`, async () =>
            refused(await send(method, filled(path), JSON.stringify(body), { "content-type": type }), 415));
        }
        it("refuses a compressed body", async () =>
          refused(await send(method, filled(path), "garbage", { "content-encoding": "gzip" }), 415));
      }
      for (const query of queries)
        it(`refuses the query ${query}`, async () => refused(await send(method, filled(path) + query, body && JSON.stringify(body)), 400));
      if (path.includes("{id}")) {
        for (const id of ids) {
          it(`refuses the id ${id.slice(0, 40)}`, async () =>
            refused(await send(method, filled(path, encodeURI(id).replaceAll("%25", "%")), body && JSON.stringify(body)), 400, 404));
        }
        it("knows nothing of an unknown id", async () =>
          refused(await send(method, filled(path, crypto.randomUUID()), body && JSON.stringify(body)), 404));
        it("refuses a path that is not percent-encoded UTF-8", async () =>
          refused(await send(method, filled(path, "%ZZ"), body && JSON.stringify(body)), 400));
      }
      if (path === "/v1/products" && method === "GET") {
        for (const query of listQueries) it(`refuses the query ${query}`, async () => refused(await send(method, path + query), 400));
      }
      it("answers an unknown method with those it knows", async () => {
        const answered = await send("OPTIONS", filled(path));
        refused(answered, 405);
        assert.ok(answered.headers.get("allow")?.includes(method));
      });
    });
  }

  for (const { method, path, name } of table.filter(({ body }) => !body)) {
    describe(`${name}, which takes no body,`, () => {
      for (const [what, make] of Object.entries(bodies)) {
        const sent = make(someProduct);
        if (!sent || what === "oversize") continue;
        it(`refuses ${what}`, async () => refused(await sendBody(method, filled(path), sent), 400));
      }
      it("refuses an empty object, with a length and in chunks", async () => {
        refused(await sendBody(method, filled(path), "{}"), 400);
        refused(await sendBody(method, filled(path), "{}", { "transfer-encoding": "chunked" }), 400);
      });
      // Nothing of these bodies is ever sent: who waited for them would not answer.
      for (const [what, framing, status] of [
        ["a length that says 2 MiB", "Content-Length: 2097152", 413],
        ["chunks without end", "Transfer-Encoding: chunked", 400],
      ] as const) {
        it(`answers ${status} to ${what} before they come, and closes`, async () => {
          const head = `${method} ${filled(path)} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n${framing}\r\n\r\n`;
          const answer = await raw(Number(new URL(api.url).port), head);
          assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
          assert.match(answer, /^connection: close\r$/im);
          assert.match(answer, /application\/problem\+json/i);
        });
      }
      it("takes a length of nothing", async () => {
        const { status } = await sendBody(method, filled(path), "", { "content-length": "0" });
        assert.ok([200, 404].includes(status), String(status));
      });
    });
  }

  it("has a good body for every route that takes one", () => {
    const named = new Set(table.map(({ name }) => name));
    assert.deepEqual(
      Object.keys(good).filter((name) => !named.has(name)),
      [],
    );
    assert.deepEqual(
      table.filter(({ method, body }) => ["POST", "PUT", "PATCH"].includes(method) && !body).map(({ name }) => name),
      [],
    );
  });

  it("names each wrong field by its path", async () => {
    const { body } = await send(
      "POST",
      "/v1/products",
      JSON.stringify({ ...someProduct, price: { amount: 1.5, currency: "EURO", tax: 1 }, stock: "3" }),
    );
    assert.deepEqual(body.errors.map(({ path }: { path: string }) => path).sort(), [
      "price.amount",
      "price.currency",
      "price.tax",
      "stock",
    ]);
  });

  it("tells of many wrong fields only the first ones, and of long names their beginning", async () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`field${index}`, 1]));
    const { body } = await send("POST", "/v1/users", JSON.stringify({ ...many, ["x".repeat(10_000)]: 1 }));
    assert.equal(body.errors.length, 20);
    const long = await send("POST", "/v1/users", JSON.stringify({ ...good["POST /v1/users"], ["x".repeat(10_000)]: 1 }));
    assert.equal(long.body.errors[0].path.length, 103);
  });

  for (const [what, request, status] of [
    ["two hosts", "GET /v1/products HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", 400],
    ["a host with user info", "GET /v1/products HTTP/1.1\r\nHost: good:80@evil\r\nConnection: close\r\n\r\n", 400],
    ["no host", "GET /v1/products HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["TRACE", "TRACE /v1/products HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 405],
    ["a method that is none", "BREW /v1/products HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 400],
    ["two lengths", "POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}", 400],
    ["a length and chunks", "POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400],
    ["a huge header", `GET /v1/products HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["a path that is none", "GET /%ZZ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 400],
    [
      "a length that says 2 MiB",
      "POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2097152\r\n\r\n",
      413,
    ],
  ] as const) {
    it(`answers ${status} to ${what}`, async () => {
      const answer = await raw(Number(new URL(api.url).port), request);
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
      assert.match(answer, /application\/problem\+json/i);
    });
  }
});

/** Sends bytes as they are, and reads until the server closes. */
function raw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}
