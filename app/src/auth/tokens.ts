import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import type { TokenConfig } from "../config.ts";
import type { Principal } from "./permissions.ts";

/** The token is not one of ours, or no longer. The message is safe to show. */
export class InvalidToken extends Error {}

/** The issuer's keys cannot be fetched: nothing can be said about the token. */
export class KeysUnavailable extends Error {}

/** The least time between two fetches of the keys, in milliseconds: a key's name that nobody knows must not turn every request into one. */
const refetchMs = 10_000;

/** Seconds that clocks may differ. */
const clockTolerance = 5;

const shared = z.object({
  sub: z.string().min(1),
  scope: z.string().default(""),
  client_id: z.string().optional(),
  amr: z.array(z.string()).default([]),
});
const profiles = {
  standard: shared.extend({ roles: z.array(z.string()).default([]), "cognito:groups": z.array(z.string()).default([]) }),
  cognito: shared.extend({
    token_use: z.literal("access"),
    client_id: z.string(),
    uid: z.string().optional(),
    roles: z.array(z.string()).default([]),
    "cognito:groups": z.array(z.string()).default([]),
  }),
};

/**
 * Verifies access tokens (JWT) against the issuer's published keys. Keys are fetched on need and kept for ten minutes; a token of a key
 * that is newer has them fetched again, unless that was less than `refetchMs` ago.
 */
export class TokenVerifier {
  readonly #config: TokenConfig;
  readonly #keys: JWTVerifyGetKey;

  constructor(config: TokenConfig, cooldownDuration = refetchMs) {
    this.#config = config;
    this.#keys = createRemoteJWKSet(new URL(config.jwksUri), { timeoutDuration: 2000, cooldownDuration, cacheMaxAge: 600_000 });
  }

  /**
   * @throws InvalidToken when signature, issuer, audience, times, type or claims are not right
   * @throws KeysUnavailable when the issuer's keys cannot be had
   */
  async verify(token: string): Promise<Principal> {
    const { issuer, audience, profile } = this.#config;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#keys, {
        algorithms: ["RS256", "ES256", "EdDSA"],
        issuer,
        ...(profile === "standard" && audience !== undefined && { audience }),
        requiredClaims: ["sub", "exp", "iat"],
        clockTolerance,
      });
      this.#checkType(protectedHeader.typ);
      return profile === "cognito" ? this.#fromCognito(payload) : fromStandard(payload);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /** Cognito's access tokens carry no `typ`; its `token_use` takes that place. */
  #checkType(typ: string | undefined): void {
    if (typ === undefined && this.#config.profile === "cognito") return;
    if (!["at+jwt", "application/at+jwt", "jwt"].includes(typ?.toLowerCase() ?? ""))
      throw new InvalidToken("The token is not an access token.");
  }

  #fromCognito(payload: JWTPayload): Principal {
    const claims = profiles.cognito.parse(payload);
    if (!this.#config.clientIds.includes(claims.client_id)) throw new InvalidToken("The token is for another client.");
    const machine = claims.client_id === claims.sub;
    // Only the pool's trigger knows the user's id: a user's token without it is of a pool that is not set up.
    if (!machine && claims.uid === undefined) throw new InvalidToken("The token lacks the claim uid.");
    // A resource server's identifier stands before each scope: `strata/users:admin`.
    const scope = claims.scope.replaceAll(/[^ ]*\//g, "");
    return principal({ ...claims, scope, id: machine ? claims.sub : (claims.uid ?? ""), machine });
  }

  #explain(error: unknown): Error {
    if (error instanceof InvalidToken) return error;
    if (error instanceof errors.JWTExpired) return new InvalidToken("The token has expired.");
    if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid)
      return new KeysUnavailable("The issuer's keys cannot be fetched.");
    if (error instanceof z.ZodError)
      return new InvalidToken(`The token's claim ${error.issues[0]?.path.join(".")} is not as it should be.`);
    if (error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC") return new InvalidToken("The token is not valid here.");
    // jose reports a failed fetch as a generic or a system error.
    return new KeysUnavailable("The issuer's keys cannot be fetched.", { cause: error });
  }
}

function fromStandard(payload: JWTPayload): Principal {
  const claims = profiles.standard.parse(payload);
  return principal({ ...claims, id: claims.sub, machine: claims.client_id === claims.sub });
}

interface Claims {
  readonly id: string;
  readonly machine: boolean;
  readonly scope: string;
  readonly amr: readonly string[];
  readonly roles: readonly string[];
  readonly "cognito:groups": readonly string[];
}

function principal(claims: Claims): Principal {
  return {
    id: claims.id,
    kind: claims.machine ? "machine" : "user",
    // A resource server's prefix (`https://api.example.com/users:admin`) is not part of the permission.
    scopes: new Set(claims.scope.split(" ").filter((scope) => scope !== "")),
    roles: [...claims.roles, ...claims["cognito:groups"]],
    secondFactor: claims.amr.some((method) => ["mfa", "otp", "hwk"].includes(method)),
  };
}
