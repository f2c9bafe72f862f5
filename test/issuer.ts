import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** A token issuer on loopback with one ES256 key. */
export interface Issuer {
  readonly url: string;
  readonly jwksUri: string;
  /** Signs these claims, on top of good defaults; a claim set to undefined is left out. */
  sign(claims: Readonly<Record<string, unknown>>, header?: { typ?: string | undefined; kid?: string }): Promise<string>;
  close(): Promise<void>;
}

export const audience = "strata-test";

export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "test", alg: "ES256", use: "sig" }] });
  const server = createServer((_request, response) => response.setHeader("content-type", "application/json").end(keys));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    jwksUri: `${url}/jwks.json`,
    sign(claims, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload: JWTPayload = { iss: url, aud: audience, iat: now, exp: now + 600, ...claims };
      const typ = "typ" in header ? header.typ : "at+jwt";
      return new SignJWT(payload)
        .setProtectedHeader({ alg: "ES256", kid: header.kid ?? "test", ...(typ !== undefined && { typ }) })
        .sign(privateKey);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
