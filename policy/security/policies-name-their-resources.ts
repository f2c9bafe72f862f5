import { allows, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** An identity reads and writes only what is its own: so that one that is taken over can carry off or spoil nothing else. (60: IAM5, CKV_AWS_355; 61: CKV_AWS_287, CKV_AWS_288, CKV_AWS_290) */
export const policiesNameTheirResources = rule(
  "policies-name-their-resources",
  everyTier,
  ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy"],
  ({ inputs }) =>
    statementsOf(inputs.policy).some((statement) => allows(statement) && statement.resources.includes("*"))
      ? "name the resources that it allows"
      : undefined,
);
