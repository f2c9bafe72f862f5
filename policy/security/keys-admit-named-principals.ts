import { allows, namesEverybody, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** A key's policy says by name who may use it: conditions alone are too easily met. (58: CKV_AWS_33, KMS.5) */
export const keysAdmitNamedPrincipals = rule("keys-admit-named-principals", everyTier, "aws:kms/key:Key", ({ inputs }) => {
  const statements = statementsOf(inputs.policy);
  if (statements.length === 0) return "give it a policy of its own";
  return statements.some((statement) => allows(statement) && namesEverybody(statement)) ? "name the principals of its policy" : undefined;
});
