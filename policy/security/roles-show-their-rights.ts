import { everyTier, rule } from "../rule.ts";

/** What a role may do is in policies that the rules read: not in lists on the role, which none of them sees. (60: IAM4, IAM5, CKV_AWS_274, IAM.1) */
export const rolesShowTheirRights = rule("roles-show-their-rights", everyTier, "aws:iam/role:Role", ({ inputs }) =>
  inputs.managedPolicyArns?.length || inputs.inlinePolicies?.length
    ? "give it its rights by RolePolicy and RolePolicyAttachment, without managedPolicyArns and inlinePolicies"
    : undefined,
);
