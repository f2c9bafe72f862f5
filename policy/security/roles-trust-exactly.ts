import { allows, namesEverybody, type Statement, statementsOf } from "../documents.ts";
import type { Graph } from "../graph.ts";
import { isOwn, strangersIn } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** A role is taken on by whom it is for: a user or role of this account, a service for this account's resources alone, an identity of an OpenID provider by its exact subject and audience. (62: CKV_AWS_60, CKV_AWS_61) */
export const rolesTrustExactly = rule("roles-trust-exactly", everyTier, "aws:iam/role:Role", ({ inputs }, graph) => {
  const statements = statementsOf(inputs.assumeRolePolicy).filter(allows);
  if (statements.length === 0) return "say in assumeRolePolicy who may take it on";
  if (statements.some(namesEverybody)) return "name the principals that may take it on";
  if (statements.some((statement) => strangersIn(statement, graph).length > 0))
    return "let only users and roles of this account take it on";
  if (!statements.filter(speaksOf("Service")).every((statement) => namesTheSource(statement, graph)))
    return "let services take it on only for an exact aws:SourceAccount or aws:SourceArn of this account";
  if (!statements.filter(speaksOf("Federated")).every(namesSubjectAndAudience))
    return "demand the provider's exact sub and aud with StringEquals";
  return undefined;
});

function speaksOf(kind: string) {
  return ({ principals }: Statement) => principals.some((principal) => principal.kind === kind);
}

function namesTheSource({ principals, conditions }: Statement, graph: Graph): boolean {
  // EC2 may not say whose instance it is, and a role cannot be given to one of another account.
  const isForInstances = principals.every(({ value }) => value.startsWith("ec2.amazonaws.com"));
  const operators = ["StringEquals", "ArnEquals", "ArnLike", ...(isForInstances ? ["StringEqualsIfExists"] : [])];
  return operators
    .flatMap((operator) => ["aws:SourceAccount", "aws:SourceArn"].map((key) => conditions[operator]?.[key] ?? []))
    .some((sources) => sources.length > 0 && sources.every((source) => isOwn(source, graph)));
}

function namesSubjectAndAudience({ conditions }: Statement): boolean {
  const keys = Object.keys(conditions.StringEquals ?? {});
  return keys.some((key) => key.endsWith(":sub")) && keys.some((key) => key.endsWith(":aud"));
}
