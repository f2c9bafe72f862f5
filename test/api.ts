import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type Db, MongoClient } from "mongodb";
import { parseConfig } from "../app/src/config.ts";
import { type Instance, startInstance } from "../app/src/instance.ts";
import { migrate } from "../app/src/store/migrate.ts";
import { createLogger } from "../app/src/telemetry/log.ts";
import { audience, type Issuer, startIssuer } from "./issuer.ts";
import { mongodb, redis } from "./servers.ts";

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON, or null where there is none: a test looks at what came, whatever it is. */
  readonly body: ReturnType<JSON["parse"]>;
}

export interface Asking {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** One instance of the API in this process. */
export interface Api {
  readonly url: string;
  readonly adminUrl: string;
  readonly instance: Instance;
  ask(method: string, path: string, asking?: Asking): Promise<Answered>;
  metrics(): Promise<string>;
}

/** A database of its own, an issuer, and as many instances as a suite wants, all ended by `close`. */
export interface Bench {
  readonly mongodbUri: string;
  readonly issuer: Issuer;
  readonly database: Db;
  start(env?: Record<string, string>): Promise<Api>;
  /** A token that may do everything, second factor included. */
  adminToken(): Promise<string>;
  userToken(id: string, claims?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** Call it in a `before` hook with the hook's context: the suite is skipped where MongoDB or Redis cannot be had. */
export async function prepare(context: Mocha.Context, given: { mongodbUri?: string; redisNode?: string } = {}): Promise<Bench> {
  const name = `strata_${randomBytes(6).toString("hex")}`;
  const uri = given.mongodbUri ?? (await mongodb(context)).uri(name);
  const redisNode = given.redisNode ?? (await redis(context)).node;
  const issuer = await startIssuer();
  const client = new MongoClient(uri);
  const database = client.db();
  await migrate(database, createLogger({ logLevel: "silent", instanceId: "test" }));
  const instances: Instance[] = [];

  return {
    mongodbUri: uri,
    issuer,
    database,
    async start(env = {}) {
      const config = parseConfig({
        APP_ENV: "local",
        HOST: "127.0.0.1",
        PORT: "0",
        ADMIN_PORT: "0",
        MONGODB_URI: uri,
        REDIS_NODES: redisNode,
        JWKS_URI: issuer.jwksUri,
        JWT_ISSUER: issuer.url,
        JWT_AUDIENCE: audience,
        INSTANCE_ID: `test-${instances.length + 1}`,
        LOG_LEVEL: "silent",
        SHUTDOWN_GRACE_MS: "2000",
        ...env,
      });
      const instance = await startInstance(config);
      instances.push(instance);
      return api(instance);
    },
    adminToken: () =>
      issuer.sign({
        sub: crypto.randomUUID(),
        scope: "users:admin catalog:write",
        roles: ["admin"],
        amr: ["pwd", "otp"],
        client_id: "test",
      }),
    userToken: (id, claims = {}) => issuer.sign({ sub: id, scope: "", client_id: "test", ...claims }),
    async close() {
      await Promise.all(instances.map((instance) => instance.stop()));
      await issuer.close();
      await database.dropDatabase().catch(() => undefined);
      await client.close();
    },
  };
}

function api(instance: Instance): Api {
  const url = `http://127.0.0.1:${instance.port}`;
  const adminUrl = `http://127.0.0.1:${instance.adminPort}`;
  return {
    url,
    adminUrl,
    instance,
    async ask(method, path, { token, body, headers = {} } = {}) {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
    },
    metrics: async () => (await fetch(`${adminUrl}/metrics`)).text(),
  };
}

/** Waits until `check` no longer throws, looking often. Fails with its last error after `seconds`. */
export async function eventually<T>(check: () => T | Promise<T>, seconds = 10): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

export function assertProblem(answered: Answered, status: number, kind?: string): void {
  assert.equal(answered.status, status, JSON.stringify(answered.body));
  assert.equal(answered.headers.get("content-type"), "application/problem+json");
  assert.equal(answered.body.status, status);
  for (const field of ["type", "title", "detail", "instance"]) assert.equal(typeof answered.body[field], "string", field);
  assert.equal("stack" in answered.body, false);
  if (kind) assert.equal(answered.body.type, `urn:strata:problem:${kind}`);
}

export const someProduct = { sku: "MUG-1", name: "Mug", description: "A mug.", price: { amount: 1250, currency: "EUR" }, stock: 3 };
