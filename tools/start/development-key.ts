import { chmodSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";

/** What tokens of a local start say they are from and for. Constant, so that a token outlives a restart. */
export const issuer = "strata-start";
export const audience = "strata";

/** The key that signs tokens for this checkout, ES256, kept in `file` for its owner's eyes; made when absent or not readable as a key. */
export async function developmentKey(file: string): Promise<JWK> {
  try {
    const key = JSON.parse(readFileSync(file, "utf8")) as JWK;
    await importJWK(key, "ES256");
    chmodSync(file, 0o600);
    return key;
  } catch {
    const { privateKey } = await generateKeyPair("ES256", { extractable: true });
    const jwk = await exportJWK(privateKey);
    const key = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: "ES256", use: "sig" };
    await writeFile(`${file}.part`, JSON.stringify(key), { mode: 0o600 });
    await rename(`${file}.part`, file);
    return key;
  }
}

/** Serves the public half on a loopback port, as an issuer's JWKS. */
export async function serveKey(key: JWK): Promise<{ readonly url: string; close(): void }> {
  const { d: _private, ...publicKey } = key;
  const body = JSON.stringify({ keys: [publicKey] });
  const server = createServer((request, response) => {
    if (request.url === "/jwks.json") response.writeHead(200, { "content-type": "application/jwk-set+json" }).end(body);
    else response.writeHead(404).end();
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(0, "127.0.0.1", resolve);
  await promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** An administrator's access token for the user with this id, as after a login with a second factor. Valid for 12 hours. */
export async function adminToken(key: JWK, userId: string): Promise<string> {
  return new SignJWT({
    scope: "catalog:write users:admin",
    roles: ["admin"],
    amr: ["pwd", "otp"],
    auth_time: Math.floor(Date.now() / 1000),
    client_id: "strata-start",
  })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", ...(key.kid && { kid: key.kid }) })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime("12h")
    .sign(await importJWK(key, "ES256"));
}
