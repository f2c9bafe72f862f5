import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { adminToken, audience, developmentKey, issuer, serveKey } from "./development-key.ts";

describe("the development key", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-key-"));
    file = join(folder, "key.json");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made once, for its owner's eyes, and again when it cannot be read", async () => {
    const key = await developmentKey(file);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(await developmentKey(file), key);
    writeFileSync(file, "{");
    assert.notEqual((await developmentKey(file)).kid, key.kid);
    assert.match(readFileSync(file, "utf8"), /"ES256"/);
  });

  it("signs an administrator's token that its served half verifies, and that half alone is served", async () => {
    const key = await developmentKey(file);
    const jwks = await serveKey(key);
    try {
      const served = (await (await fetch(jwks.url)).json()) as { keys: object[] };
      assert.deepEqual(Object.keys(served.keys[0] ?? {}).sort(), ["alg", "crv", "kid", "kty", "use", "x", "y"]);
      assert.equal((await fetch(jwks.url.replace("jwks.json", "key"))).status, 404);

      const token = await adminToken(key, "user-1");
      const { payload, protectedHeader } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks.url)), { issuer, audience });
      assert.deepEqual(protectedHeader, { alg: "ES256", typ: "at+jwt", kid: key.kid });
      const { sub, scope, roles, amr, client_id, iat = 0, exp = 0 } = payload;
      const expected = {
        sub: "user-1",
        scope: "catalog:write users:admin",
        roles: ["admin"],
        amr: ["pwd", "otp"],
        client_id: "strata-start",
      };
      assert.deepEqual({ sub, scope, roles, amr, client_id }, expected);
      assert.equal(exp - iat, 12 * 60 * 60);
    } finally {
      jwks.close();
    }
  });
});
