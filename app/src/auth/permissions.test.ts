import assert from "node:assert/strict";
import { judge, type Principal, type Verdict } from "./permissions.ts";

const user: Principal = { id: "u1", kind: "user", scopes: new Set(["users:admin", "catalog:write"]), roles: [], secondFactor: true };

const cases: readonly [string, Partial<Principal>, string, Verdict][] = [
  ["a user with neither role nor scope", { scopes: new Set() }, "catalog:write", "denied"],
  ["a user with the scope alone", {}, "catalog:write", "denied"],
  ["a user with the role alone", { roles: ["catalog-manager"], scopes: new Set() }, "catalog:write", "denied"],
  ["a user with both", { roles: ["catalog-manager"] }, "catalog:write", "granted"],
  ["an administrator without the scope", { roles: ["admin"], scopes: new Set() }, "catalog:write", "denied"],
  ["an administrator with the scope", { roles: ["admin"] }, "catalog:write", "granted"],
  ["support with a second factor", { roles: ["support"] }, "users:admin", "granted"],
  ["support without a second factor", { roles: ["support"], secondFactor: false }, "users:admin", "step-up"],
  ["a machine with the scope", { kind: "machine", secondFactor: false }, "users:admin", "granted"],
  ["a machine without the scope", { kind: "machine", roles: ["admin"], scopes: new Set() }, "users:admin", "denied"],
  ["a role named like an object's own method", { roles: ["constructor"] }, "catalog:write", "denied"],
];

describe("permissions", () => {
  for (const [who, principal, permission, verdict] of cases) {
    it(`${who}: ${verdict} for ${permission}`, () => assert.equal(judge({ ...user, ...principal }, permission), verdict));
  }
});
