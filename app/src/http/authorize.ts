import type { IncomingMessage } from "node:http";
import { judge, type Principal } from "../auth/permissions.ts";
import { InvalidToken, KeysUnavailable, type TokenVerifier } from "../auth/tokens.ts";
import { notFound, Problem, unavailable } from "./problem.ts";
import type { Access } from "./route.ts";

/** @throws Problem 401, or 503 when the issuer's keys cannot be had */
export async function authenticate(request: IncomingMessage, verifier: TokenVerifier): Promise<Principal> {
  const token = /^Bearer ([\w\-.~+/]+=*)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined) throw unauthenticated("This needs an access token: Authorization: Bearer ...");
  try {
    return await verifier.verify(token);
  } catch (error) {
    if (error instanceof InvalidToken) throw unauthenticated(error.message, "invalid_token");
    if (error instanceof KeysUnavailable) throw unavailable("The token issuer");
    throw error;
  }
}

/** Whether this caller may use the route at all. Another's object answers 404, as if absent. @throws Problem 401, 403 or 404 */
export function authorize(access: Access, principal: Principal, parameters: Readonly<Record<string, string | undefined>>): void {
  if (access.kind === "public" || access.kind === "signed-in") return;
  if (access.kind === "self" && parameters[access.parameter] === principal.id) return;
  const verdict = judge(principal, access.permission);
  if (verdict === "granted") return;
  if (verdict === "step-up") {
    // RFC 9470: the token is good, the way its user signed in is not strong enough for this.
    throw unauthenticated("This needs a sign-in with a second factor.", "insufficient_user_authentication", 'acr_values="mfa"');
  }
  throw access.kind === "self" ? notFound() : new Problem(403, `This needs the permission ${access.permission}.`);
}

function unauthenticated(detail: string, error?: string, more?: string): Problem {
  const challenge = ['Bearer realm="strata"', error && `error="${error}"`, error && `error_description="${detail}"`, more]
    .filter(Boolean)
    .join(", ");
  return new Problem(401, detail, { headers: { "www-authenticate": challenge } });
}
