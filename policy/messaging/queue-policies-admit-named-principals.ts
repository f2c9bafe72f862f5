import { allows, namesEverybody, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** A queue's policy says by name whom it lets in. (52: CKV_AWS_168) */
export const queuePoliciesAdmitNamedPrincipals = rule(
  "queue-policies-admit-named-principals",
  everyTier,
  "aws:sqs/queuePolicy:QueuePolicy",
  ({ inputs }) =>
    statementsOf(inputs.policy).some((statement) => allows(statement) && namesEverybody(statement))
      ? "name the principals that it lets in"
      : undefined,
);
