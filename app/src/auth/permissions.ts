import { roleGrants, type UserRole } from "../contract.ts";

/** Who sent the request, as their access token says. */
export interface Principal {
  /** A user's id, or a machine's client id. */
  readonly id: string;
  readonly kind: "user" | "machine";
  readonly scopes: ReadonlySet<string>;
  readonly roles: readonly string[];
  /** True when the token names a second factor (`amr` has `mfa`, `otp` or `hwk`). */
  readonly secondFactor: boolean;
}

export type Verdict = "granted" | "denied" | "step-up";

/**
 * Whether a principal may do what `permission` names, beyond what is theirs. A user needs a role that grants it and a token whose scope
 * names it; a machine's token has its scope alone. `*:admin` wants a second factor in a user's token.
 */
export function judge(principal: Principal, permission: string): Verdict {
  if (!principal.scopes.has(permission)) return "denied";
  if (principal.kind === "machine") return "granted";
  if (!principal.roles.some((role) => grants(role, permission))) return "denied";
  return permission.endsWith(":admin") && !principal.secondFactor ? "step-up" : "granted";
}

/** Whether a principal may give or take a role: they must hold all that it grants, so that nobody raises themselves. */
export function mayAssign(principal: Principal, role: UserRole): boolean {
  const holds = (permission: string) =>
    principal.kind === "machine" ? principal.scopes.has(permission) : principal.roles.some((held) => grants(held, permission));
  return roleGrants[role].every(holds);
}

function grants(role: string, permission: string): boolean {
  if (!Object.hasOwn(roleGrants, role)) return false;
  const granted: readonly string[] = roleGrants[role as UserRole];
  return granted.includes("*") || granted.includes(permission);
}
