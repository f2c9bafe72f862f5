import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError, parseConfig } from "./config.ts";

const good = {
  APP_ENV: "dev",
  MONGODB_URI: "mongodb://user:s3cret@db:27017/strata",
  JWKS_URI: "https://issuer.example/jwks.json",
  JWT_ISSUER: "https://issuer.example",
  JWT_AUDIENCE: "strata",
};

function problemsOf(env: Record<string, string>): Record<string, string> {
  try {
    parseConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return Object.fromEntries(error.problems.map(({ variable, message }) => [variable, message]));
  }
  return {};
}

describe("configuration", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-config-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("takes the contract's defaults", () => {
    const config = parseConfig(good);
    assert.deepEqual(config.roles, ["api"]);
    assert.deepEqual(config.services, ["users", "catalog"]);
    assert.equal(config.host, "0.0.0.0");
    assert.equal(config.port, 8080);
    assert.equal(config.adminPort, 9464);
    assert.equal(config.mongodb.poolSize, 100);
    assert.equal(config.redis, undefined);
    assert.deepEqual(config.cache, { l1Bytes: 64 * 1024 * 1024, stalenessMs: 5000 });
    assert.equal(config.shutdownGraceMs, 25_000);
    assert.equal(config.logLevel, "info");
  });

  it("listens on loopback only in local", () => assert.equal(parseConfig({ ...good, APP_ENV: "local" }).host, "127.0.0.1"));

  it("knows all as the three roles that run on", () => {
    assert.deepEqual(parseConfig({ ...good, ROLE: "all" }).roles, ["api", "worker", "relay"]);
  });

  it("names every problem at once", () => {
    const problems = problemsOf({ APP_ENV: "production", PORT: "http", CACHE_L1_BYTES: "5", ROLE: "api,web", LOG_LEVEL: "loud" });
    assert.deepEqual(problems, {
      ROLE: 'must be a comma list of api, worker, relay, migrate, or all, not "api,web"',
      APP_ENV: 'must be one of local, dev, staging, prod, not "production"',
      PORT: 'must be a whole number, not "http"',
      MONGODB_URI: "is required",
      CACHE_L1_BYTES: 'must be at least 1048576, not "5"',
      LOG_LEVEL: 'must be one of fatal, error, warn, info, debug, trace, silent, not "loud"',
    });
  });

  it("never repeats a secret in a problem", () => {
    const problems = problemsOf({ ...good, MONGODB_URI: "postgres://user:s3cret@db", CURSOR_KEY: "s3cret" });
    assert.deepEqual(Object.keys(problems), ["MONGODB_URI", "CURSOR_KEY"]);
    assert.doesNotMatch(JSON.stringify(problems), /s3cret/);
  });

  it("wants a way to verify tokens where an API is served, and only there", () => {
    const { APP_ENV, MONGODB_URI } = good;
    assert.deepEqual(Object.keys(problemsOf({ APP_ENV, MONGODB_URI })), ["JWKS_URI", "JWT_ISSUER", "JWT_AUDIENCE"]);
    assert.deepEqual(problemsOf({ APP_ENV, MONGODB_URI, ROLE: "worker,relay" }), {});
    assert.deepEqual(problemsOf({ ...good, JWT_PROFILE: "cognito" }), { JWT_CLIENT_IDS: "is required with JWT_PROFILE=cognito" });
  });

  it("refuses plaintext in prod", () => {
    const problems = problemsOf({ ...good, APP_ENV: "prod", REDIS_NODES: "cache:6379", JWKS_URI: "http://issuer.example/jwks.json" });
    assert.deepEqual(Object.keys(problems), ["JWKS_URI", "MONGODB_URI", "REDIS_TLS"]);
    assert.deepEqual(
      problemsOf({ ...good, APP_ENV: "prod", MONGODB_URI: "mongodb://db/?tls=true", REDIS_NODES: "cache:6379", REDIS_TLS: "1" }),
      {},
    );
  });

  for (const uri of [
    "mongodb://u:p%3Ftls=true@h/x",
    "mongodb://h/x?tls=false",
    "mongodb://h/x?tls=true&tlsInsecure=true",
    "mongodb://h/x?tls=true&tlsAllowInvalidCertificates=true",
    "mongodb://h/x?tls=true&tlsAllowInvalidHostnames=true",
  ]) {
    it(`refuses ${uri} in prod`, () =>
      assert.deepEqual(Object.keys(problemsOf({ ...good, APP_ENV: "prod", MONGODB_URI: uri })), ["MONGODB_URI"]));
  }

  for (const [variable, value, message] of [
    ["MONGODB_URI", "mongodb://u:s3cret@h/x?foo=bar", "is no connection string that the driver takes: option foo is not supported"],
    ["MONGODB_URI", "mongodb://u:%et@h/x", "is no connection string that the driver takes: URI malformed"],
    ["REDIS_NODES", "127.0.0.1:99999", 'must have a port of at most 65535, not "127.0.0.1:99999"'],
    ["REDIS_NODES", "a:1,b:2", "must be one host:port: one server is what this version speaks to"],
    ["REDIS_NODES", "::1:6379", 'must be host:port, for example 127.0.0.1:6379, not "::1:6379"'],
    ["HOST", "a b", 'must be an address or a host name, not "a b"'],
  ] as const) {
    it(`refuses ${variable}=${value}`, () => assert.deepEqual(problemsOf({ ...good, [variable]: value }), { [variable]: message }));
  }

  it("takes an IPv6 address in brackets", () =>
    assert.equal(parseConfig({ ...good, REDIS_NODES: "[::1]:6379" }).redis?.node, "[::1]:6379"));

  it("refuses certificates that are none", () => {
    const file = join(folder, "garbage");
    writeFileSync(file, "garbage");
    assert.deepEqual(problemsOf({ ...good, CA_FILE: file, TLS_CERT_FILE: file, TLS_KEY_FILE: file }), {
      CA_FILE: "must hold certificates in PEM",
      TLS_CERT_FILE: "must hold a certificate in PEM",
    });
  });

  it("reads X_FILE, trimmed, and says when it cannot or when X is given twice", () => {
    const file = join(folder, "uri");
    writeFileSync(file, "mongodb://from-file/strata\n");
    const { MONGODB_URI, ...rest } = good;
    assert.equal(parseConfig({ ...rest, MONGODB_URI_FILE: file }).mongodb.uri, "mongodb://from-file/strata");
    assert.deepEqual(problemsOf({ ...rest, MONGODB_URI_FILE: "/nowhere/uri" }), { MONGODB_URI_FILE: "cannot read /nowhere/uri (ENOENT)" });
    assert.deepEqual(problemsOf({ ...good, MONGODB_URI_FILE: file }), {
      MONGODB_URI: "is given twice, also as MONGODB_URI_FILE: keep one",
    });
  });

  it("gives instances of one database the same cursor key when none is set", () => {
    assert.equal(parseConfig(good).cursorKey.value, parseConfig({ ...good, INSTANCE_ID: "b" }).cursorKey.value);
    assert.equal(parseConfig(good).cursorKey.derived, true);
    assert.equal(parseConfig({ ...good, CURSOR_KEY: "k".repeat(32) }).cursorKey.derived, false);
  });

  it("cannot be changed afterwards", () => {
    const config = parseConfig(good);
    assert.throws(() => Object.assign(config.mongodb, { uri: "mongodb://other" }), TypeError);
    assert.throws(() => (config.roles as string[]).push("migrate"), TypeError);
  });
});
