import { allows, covers, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** By each of these an identity can come to rights that it was not given. */
const rising = [
  "iam:addusertogroup",
  "iam:attachgrouppolicy",
  "iam:attachrolepolicy",
  "iam:attachuserpolicy",
  "iam:createaccesskey",
  "iam:createloginprofile",
  "iam:createpolicyversion",
  "iam:deleterolepermissionsboundary",
  "iam:passrole",
  "iam:putgrouppolicy",
  "iam:putrolepermissionsboundary",
  "iam:putrolepolicy",
  "iam:putuserpolicy",
  "iam:setdefaultpolicyversion",
  "iam:updateassumerolepolicy",
  "iam:updateloginprofile",
];

/** No identity can give itself rights. (61: CKV_AWS_286, CKV_AWS_289) */
export const policiesLetNobodyRise = rule(
  "policies-let-nobody-rise",
  everyTier,
  ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy"],
  ({ inputs }) => {
    const allowed = statementsOf(inputs.policy)
      .filter(allows)
      .flatMap(({ actions }) => actions.map((action) => action.toLowerCase()));
    const found = rising.filter((action) => allowed.some((pattern) => covers(pattern, action)));
    return found.length === 0 ? undefined : `take away ${found.join(", ")}`;
  },
);
