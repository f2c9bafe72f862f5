import { allows, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** An identity may do what it needs of a service: with all of it come deleting and giving away. (60: IAM5, IAM.21) */
export const policiesAllowNoWholeService = rule(
  "policies-allow-no-whole-service",
  everyTier,
  ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy"],
  ({ inputs }) =>
    statementsOf(inputs.policy).some((statement) => allows(statement) && statement.actions.some((action) => /^[\w-]+:\*$/.test(action)))
      ? "name the actions of each service that it allows"
      : undefined,
);
