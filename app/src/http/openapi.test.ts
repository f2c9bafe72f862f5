import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { z } from "zod";
import { type Answered, type Api, assertProblem, type Bench, prepare, someProduct } from "../../../test/api.ts";
import { declaredRoutes } from "../services.ts";
import { openapi } from "./openapi.ts";
import { jsonSchema } from "./openapi-schema.ts";

interface Described {
  readonly headers?: Record<string, unknown>;
  readonly content?: Record<string, { schema: object }>;
}

interface Operation {
  readonly operationId: string;
  readonly security?: unknown;
  readonly requestBody?: unknown;
  readonly parameters?: { name: string; required: boolean; schema: Record<string, unknown> }[];
  readonly responses: Record<string, Described>;
}

interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, { additionalProperties?: unknown; minProperties?: number }> };
}

/** Each operation's answers, and those that tell their ETag. */
const answers: Record<string, [statuses: string, withEtag: string]> = {
  "POST /v1/users": ["201 400 409 413 415", "201"],
  "GET /v1/users/me": ["200 304 400 401 404", "200 304"],
  "GET /v1/users/{id}": ["200 304 400 401 404", "200 304"],
  "PATCH /v1/users/{id}": ["200 400 401 404 412 413 415 428", "200"],
  "DELETE /v1/users/{id}": ["204 400 401 404", ""],
  "PUT /v1/users/{id}/roles": ["200 400 401 403 404 412 413 415 428", "200"],
  "GET /v1/products": ["200 304 400", "200 304"],
  "GET /v1/products/{id}": ["200 304 400 404", "200 304"],
  "POST /v1/products": ["201 400 401 403 413 415", "201"],
  "PATCH /v1/products/{id}": ["200 400 401 403 404 412 413 415 428", "200"],
  "DELETE /v1/products/{id}": ["204 400 401 403 404", ""],
};

describe("the OpenAPI document", () => {
  const routes = declaredRoutes();
  const document = openapi(routes) as unknown as Document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );

  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
    assert.ok(valid, JSON.stringify(errors));
  });

  it("holds every route once, with what it takes and who may call it", () => {
    assert.equal(operations.length, routes.length);
    assert.equal(new Set(operations.map(([, { operationId }]) => operationId)).size, routes.length);
    for (const { method, path, spec } of routes) {
      const operation = document.paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
      assert.ok(operation);
      assert.equal(operation.security !== undefined, spec.access.kind !== "public", path);
      assert.equal(operation.requestBody !== undefined, spec.body !== undefined, path);
      assert.equal(
        operation.parameters?.some(({ name, required }) => name === "If-Match" && required) ?? false,
        spec.ifMatch ?? false,
        path,
      );
    }
  });

  it("names its schemas and refers to no other", () => {
    const referred = new Set([...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    assert.deepEqual([...referred].sort(), Object.keys(document.components.schemas).sort());
  });

  it("names the answers of each operation, and what of them carries an ETag", () => {
    const found = operations.map(([name, { responses }]) => {
      const statuses = Object.keys(responses).filter((status) => status !== "default");
      return [name, [statuses.join(" "), statuses.filter((status) => responses[status]?.headers?.ETag).join(" ")]];
    });
    assert.deepEqual(Object.fromEntries(found), answers);
  });

  it("says of cached reads, and of them alone, which cache answered", () => {
    const cached = routes.filter(({ spec }) => spec.cache).map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    const told = operations.filter(([, { responses }]) => responses[200]?.headers?.["Cache-Status"]).map(([name]) => name);
    assert.deepEqual(told, cached);
    for (const [name, { parameters = [] }] of operations)
      assert.equal(
        parameters.some((parameter) => parameter.name === "If-None-Match" && !parameter.required),
        cached.includes(name),
        name,
      );
  });

  it("gives every problem as a problem", () => {
    for (const [name, { responses }] of operations)
      for (const [status, { content = {} }] of Object.entries(responses))
        if (status === "default" || Number(status) >= 400) assert.deepEqual(Object.keys(content), ["application/problem+json"], name);
  });

  it("tells the limits of a list", () => {
    const limit = document.paths["/v1/products"]?.get?.parameters?.find(({ name }) => name === "limit");
    const { description: _, ...schema } = limit?.schema ?? {};
    assert.deepEqual({ required: limit?.required, ...schema }, { required: false, type: "integer", minimum: 1, maximum: 100, default: 20 });
  });

  it("closes what a client sends, and leaves answers room to grow", () => {
    const closed = Object.entries(document.components.schemas)
      .filter(([, { additionalProperties }]) => additionalProperties === false)
      .map(([name]) => name);
    assert.deepEqual(closed.sort(), ["NewMoney", "NewProduct", "NewUser", "ProductChange", "RoleAssignment", "UserChange"]);
    assert.doesNotMatch(JSON.stringify(operations.map(([, { responses }]) => responses)), /additionalProperties/);
    const answered = JSON.stringify([operations.map(([, { responses }]) => responses), document.components.schemas.Product]);
    for (const name of closed) assert.doesNotMatch(answered, new RegExp(`schemas/${name}"`));
  });

  it("wants a change to name something", () => {
    for (const name of ["ProductChange", "UserChange"]) assert.equal(document.components.schemas[name]?.minProperties, 1, name);
  });

  it("does not give two schemas one name", () => {
    const schemas = {};
    jsonSchema(z.array(z.object({ a: z.string() }).meta({ id: "Twice" })), "output", schemas);
    const other = z.array(z.object({ b: z.string() }).meta({ id: "Twice" }));
    assert.throws(() => jsonSchema(other, "output", schemas), /the id Twice has two schemas/);
  });
});

describe("the OpenAPI document of a running API", () => {
  let bench: Bench;
  let api: Api;
  let document: Document;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  before(async function () {
    bench = await prepare(this);
    api = await bench.start();
    document = (await api.ask("GET", "/openapi.json")).body;
    ajv.addSchema(document, "document");
  });
  after(() => bench?.close());

  /** Holds an answer to what the document says of it. */
  function described(method: string, path: string, answered: Answered): void {
    const response = document.paths[path]?.[method.toLowerCase()]?.responses[answered.status];
    assert.ok(response, `${method} ${path} does not name ${answered.status}`);
    for (const name of Object.keys(response.headers ?? {})) assert.ok(answered.headers.has(name), `${method} ${path}: ${name}`);
    const type = answered.headers.get("content-type")?.split(";")[0];
    assert.deepEqual(Object.keys(response.content ?? {}), type === undefined ? [] : [type]);
    if (type === undefined) {
      assert.equal(answered.body, null);
      return;
    }
    const pointer = ["paths", path, method.toLowerCase(), "responses", String(answered.status), "content", type, "schema"]
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    assert.ok(ajv.validate({ $ref: `document#/${pointer}` }, answered.body), ajv.errorsText());
  }

  it("says what products answer", async () => {
    const token = await bench.adminToken();
    const created = await api.ask("POST", "/v1/products", { token, body: someProduct });
    described("POST", "/v1/products", created);
    const one = `/v1/products/${created.body.id}`;
    const etag = { "if-match": created.headers.get("etag") ?? "" };
    const change = { token, body: { stock: 4 } };
    described("GET", "/v1/products", await api.ask("GET", "/v1/products?limit=1"));
    described("GET", "/v1/products", await api.ask("GET", "/v1/products?limit=0"));
    described("GET", "/v1/products/{id}", await api.ask("GET", one));
    described("GET", "/v1/products/{id}", await api.ask("GET", one, { headers: { "if-none-match": etag["if-match"] } }));
    described("PATCH", "/v1/products/{id}", await api.ask("PATCH", one, change));
    described("PATCH", "/v1/products/{id}", await api.ask("PATCH", one, { ...change, headers: etag }));
    described("PATCH", "/v1/products/{id}", await api.ask("PATCH", one, { ...change, headers: etag }));
    described("DELETE", "/v1/products/{id}", await api.ask("DELETE", one, { token }));
    described("DELETE", "/v1/products/{id}", await api.ask("DELETE", one, { token }));
    described("POST", "/v1/products", await api.ask("POST", "/v1/products", { token, body: {} }));
    described("POST", "/v1/products", await api.ask("POST", "/v1/products", { body: someProduct }));
  });

  it("says what users answer", async () => {
    const body = { handle: "ada_lovelace", name: "Ada", email: "ada@example.com", password: "correct horse" };
    const registered = await api.ask("POST", "/v1/users", { body });
    described("POST", "/v1/users", registered);
    const taken = await api.ask("POST", "/v1/users", { body });
    assertProblem(taken, 409, "handle-taken");
    described("POST", "/v1/users", taken);
    described("GET", "/v1/users/me", await api.ask("GET", "/v1/users/me", { token: await bench.userToken(registered.body.id) }));
    described("GET", "/v1/users/me", await api.ask("GET", "/v1/users/me", { token: await bench.userToken(crypto.randomUUID()) }));
    described("GET", "/v1/users/{id}", await api.ask("GET", `/v1/users/${registered.body.id}`));
  });
});
