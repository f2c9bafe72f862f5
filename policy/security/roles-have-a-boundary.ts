import { everyTier, rule } from "../rule.ts";

/** Whatever policies a role is ever given, it can do no more than its boundary lets. (must-set) */
export const rolesHaveABoundary = rule("roles-have-a-boundary", everyTier, "aws:iam/role:Role", ({ inputs }) =>
  inputs.permissionsBoundary ? undefined : "set permissionsBoundary to the environment's",
);
