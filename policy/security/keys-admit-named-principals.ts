import { allows, statementsOf } from "../documents.ts";
import { strangersIn } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** A key's policy says by name who of this account may use it: conditions alone are too easily met. (58: CKV_AWS_33, KMS.5) */
export const keysAdmitNamedPrincipals = rule("keys-admit-named-principals", everyTier, "aws:kms/key:Key", ({ inputs }, graph) => {
  const statements = statementsOf(inputs.policy);
  if (statements.length === 0) return "give it a policy of its own";
  const strangers = statements.filter(allows).flatMap((statement) => strangersIn(statement, graph));
  return strangers.length > 0 ? `let only principals of this account use it, not ${strangers.join(", ")}` : undefined;
});
