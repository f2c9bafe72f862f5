import assert from "node:assert/strict";
import { SignJWT, UnsecuredJWT } from "jose";
import { audience, type Issuer, startIssuer } from "../../../test/issuer.ts";
import type { TokenConfig } from "../config.ts";
import { InvalidToken, KeysUnavailable, TokenVerifier } from "./tokens.ts";

const now = Math.floor(Date.now() / 1000);
const verify = (config: TokenConfig, token: string) => new TokenVerifier(config).verify(token);
const standardOf = ({ jwksUri, url }: Issuer): TokenConfig => ({ jwksUri, issuer: url, audience, profile: "standard", clientIds: [] });

describe("TokenVerifier", () => {
  let issuer: Issuer;
  let standard: TokenConfig;
  before(async () => {
    issuer = await startIssuer("ES256");
    standard = standardOf(issuer);
  });
  after(() => issuer.close());

  for (const algorithm of ["RS256", "ES256", "EdDSA"] as const) {
    it(`knows a user by sub, roles, scope and second factor, signed with ${algorithm}`, async () => {
      const signer = await startIssuer(algorithm);
      const token = await signer.sign({
        sub: "u1",
        scope: "users:admin catalog:write",
        roles: ["support"],
        "cognito:groups": ["analyst"],
        amr: ["pwd", "otp"],
        client_id: "web",
      });
      assert.deepEqual(await verify(standardOf(signer), token).finally(signer.close), {
        id: "u1",
        kind: "user",
        scopes: new Set(["users:admin", "catalog:write"]),
        roles: ["support", "analyst"],
        secondFactor: true,
      });
    });
  }

  it("knows a machine by its client id", async () => {
    const principal = await verify(standard, await issuer.sign({ sub: "batch", client_id: "batch", scope: "catalog:write" }));
    assert.equal(principal.kind, "machine");
    assert.equal(principal.secondFactor, false);
  });

  it("takes JWT as a type too", async () => {
    assert.equal((await verify(standard, await issuer.sign({ sub: "u1" }, { typ: "JWT" }))).id, "u1");
  });

  for (const [what, claims, header] of [
    ["has another issuer", { iss: "https://elsewhere.example" }, {}],
    ["has another audience", { aud: "elsewhere" }, {}],
    ["has expired", { exp: now - 60 }, {}],
    ["is not valid yet", { nbf: now + 60 }, {}],
    ["has no subject", { sub: undefined }, {}],
    ["has no expiry", { exp: undefined }, {}],
    ["has no time of issue", { iat: undefined }, {}],
    ["is an id token", {}, { typ: "id+jwt" }],
    ["has no type", {}, { typ: undefined }],
    ["has a scope that is no text", { scope: ["users:admin"] }, {}],
    ["is signed with a key that is not published", {}, { kid: "other" }],
  ] as const) {
    it(`refuses a token that ${what}`, async () => {
      const token = await issuer.sign({ sub: "u1", ...claims }, header);
      await assert.rejects(verify(standard, token), InvalidToken);
    });
  }

  it("refuses what is unsigned, signed with a shared secret, or no token at all", async () => {
    const claims = { sub: "u1", iss: issuer.url, aud: audience, iat: now, exp: now + 60 };
    const hmac = await new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: "key-1" }).sign(new Uint8Array(32));
    for (const token of [new UnsecuredJWT(claims).encode(), hmac, "a.b.c", "nonsense"])
      await assert.rejects(verify(standard, token), InvalidToken);
  });

  it("does not call a token invalid when the keys cannot be fetched", async () => {
    const token = await issuer.sign({ sub: "u1" });
    await assert.rejects(verify({ ...standard, jwksUri: "http://127.0.0.1:1/jwks.json" }, token), KeysUnavailable);
  });

  it("takes a token of any key that is published", async () => {
    const rotating = await startIssuer();
    const former = await rotating.sign({ sub: "former" });
    await rotating.rotate();
    const verifier = new TokenVerifier(standardOf(rotating));
    for (const token of [former, await rotating.sign({ sub: "newer" })]) await verifier.verify(token);
    assert.equal(rotating.fetches, 1);
    await rotating.close();
  });

  it("fetches the keys again for a key that is newer than they are", async () => {
    const rotating = await startIssuer();
    const verifier = new TokenVerifier(standardOf(rotating), 0);
    await verifier.verify(await rotating.sign({ sub: "former" }));
    await rotating.rotate();
    assert.equal((await verifier.verify(await rotating.sign({ sub: "newer" }))).id, "newer");
    assert.equal(rotating.fetches, 2);
    await rotating.close();
  });

  it("does not fetch the keys for each key that is made up", async () => {
    const asked = await startIssuer();
    const verifier = new TokenVerifier(standardOf(asked));
    for (const kid of ["made", "up", "made-up"])
      await assert.rejects(verifier.verify(await asked.sign({ sub: "u1" }, { kid })), InvalidToken);
    assert.equal(asked.fetches, 1);
    await asked.close();
  });
});

describe("TokenVerifier of Cognito's tokens", () => {
  let issuer: Issuer;
  let cognito: TokenConfig;
  before(async () => {
    issuer = await startIssuer("RS256");
    cognito = { ...standardOf(issuer), audience: undefined, profile: "cognito", clientIds: ["web", "batch"] };
  });
  after(() => issuer.close());

  it("reads Cognito's access tokens: no type, client id for audience, uid for the user, scopes without their prefix", async () => {
    const claims = {
      aud: undefined,
      sub: "pool-sub",
      uid: "u1",
      token_use: "access",
      client_id: "web",
      scope: "strata/users:admin openid",
      "cognito:groups": ["support"],
    };
    assert.deepEqual(await verify(cognito, await issuer.sign(claims, { typ: undefined })), {
      id: "u1",
      kind: "user",
      scopes: new Set(["users:admin", "openid"]),
      roles: ["support"],
      secondFactor: false,
    });
    const machine = await issuer.sign(
      { aud: undefined, sub: "batch", token_use: "access", client_id: "batch", scope: "strata/catalog:write" },
      { typ: undefined },
    );
    assert.equal((await verify(cognito, machine)).kind, "machine");
  });

  for (const [what, claims] of [
    ["of another client", { client_id: "elsewhere" }],
    ["that is an id token", { token_use: "id" }],
    ["without uid", { uid: undefined }],
  ] as const) {
    it(`refuses Cognito's token ${what}`, async () => {
      const token = await issuer.sign({ sub: "pool-sub", uid: "u1", token_use: "access", client_id: "web", ...claims }, { typ: undefined });
      await assert.rejects(verify(cognito, token), InvalidToken);
    });
  }
});
