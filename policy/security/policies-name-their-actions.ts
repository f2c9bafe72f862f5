import { allows, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** No identity may do everything. (60: IAM4, CKV_AWS_62, CKV_AWS_63, IAM.1) */
export const policiesNameTheirActions = rule(
  "policies-name-their-actions",
  everyTier,
  ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy"],
  ({ inputs }) =>
    statementsOf(inputs.policy).some((statement) => allows(statement) && statement.actions.some((action) => ["*", "*:*"].includes(action)))
      ? "name the actions that it allows"
      : undefined,
);
