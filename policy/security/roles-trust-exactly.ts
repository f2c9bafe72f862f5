import { allows, namesEverybody, type Statement, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** A role is taken on by whom it is for: a service for this account's resources alone, an identity of an OpenID provider by its exact subject and audience. (62: CKV_AWS_60, CKV_AWS_61) */
export const rolesTrustExactly = rule("roles-trust-exactly", everyTier, "aws:iam/role:Role", ({ inputs }) => {
  const statements = statementsOf(inputs.assumeRolePolicy).filter(allows);
  if (statements.length === 0) return "say in assumeRolePolicy who may take it on";
  if (statements.some(namesEverybody)) return "name the principals that may take it on";
  if (!statements.filter(speaksOf("Service")).every(namesTheSource))
    return "let services take it on for aws:SourceAccount or aws:SourceArn only";
  if (!statements.filter(speaksOf("Federated")).every(namesSubjectAndAudience))
    return "demand the provider's exact sub and aud with StringEquals";
  return undefined;
});

function speaksOf(kind: string) {
  return ({ principals }: Statement) => principals.some((principal) => principal.kind === kind);
}

function namesTheSource({ conditions }: Statement): boolean {
  return Object.values(conditions).some((tests) => "aws:SourceAccount" in tests || "aws:SourceArn" in tests);
}

function namesSubjectAndAudience({ conditions }: Statement): boolean {
  const keys = Object.keys(conditions.StringEquals ?? {});
  return keys.some((key) => key.endsWith(":sub")) && keys.some((key) => key.endsWith(":aud"));
}
