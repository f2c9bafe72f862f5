import { allows, statementsOf } from "../documents.ts";
import { strangersIn } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** A queue's policy says by name whom of this account it lets in. (52: CKV_AWS_168) */
export const queuePoliciesAdmitNamedPrincipals = rule(
  "queue-policies-admit-named-principals",
  everyTier,
  "aws:sqs/queuePolicy:QueuePolicy",
  ({ inputs }, graph) => {
    const strangers = statementsOf(inputs.policy)
      .filter(allows)
      .flatMap((statement) => strangersIn(statement, graph));
    return strangers.length > 0 ? `let in only principals of this account, not ${strangers.join(", ")}` : undefined;
  },
);
