import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

export type Algorithm = "RS256" | "ES256" | "EdDSA";

/** A token issuer on loopback. */
export interface Issuer {
  readonly url: string;
  readonly jwksUri: string;
  /** How often its keys were asked for. */
  readonly fetches: number;
  /** Signs these claims with the newest key, on top of good defaults; a claim set to undefined is left out. */
  sign(claims: Readonly<Record<string, unknown>>, header?: { typ?: string | undefined; kid?: string }): Promise<string>;
  /** Publishes one more key, which signs from now on. Tokens of the former ones stay good. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export const audience = "strata-test";

export async function startIssuer(algorithm: Algorithm = "ES256"): Promise<Issuer> {
  const published: JWK[] = [];
  let signing: { kid: string; privateKey: CryptoKey };
  let fetches = 0;
  async function rotate(): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm);
    const kid = `key-${published.length + 1}`;
    published.push({ ...(await exportJWK(publicKey)), kid, alg: algorithm, use: "sig" });
    signing = { kid, privateKey };
  }
  await rotate();

  const server = createServer((_request, response) => {
    fetches++;
    response.setHeader("content-type", "application/json").end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    jwksUri: `${url}/jwks.json`,
    get fetches() {
      return fetches;
    },
    rotate,
    sign(claims, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload: JWTPayload = { iss: url, aud: audience, iat: now, exp: now + 600, ...claims };
      const typ = "typ" in header ? header.typ : "at+jwt";
      return new SignJWT(payload)
        .setProtectedHeader({ alg: algorithm, kid: header.kid ?? signing.kid, ...(typ !== undefined && { typ }) })
        .sign(signing.privateKey);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
