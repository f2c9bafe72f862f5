import { allows, statementsOf } from "../documents.ts";
import { strangersIn } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** A bucket's policy says by name whom of this account it lets in. (54: S2, S3.8) */
export const bucketPoliciesAdmitNamedPrincipals = rule(
  "bucket-policies-admit-named-principals",
  everyTier,
  "aws:s3/bucketPolicy:BucketPolicy",
  ({ inputs }, graph) => {
    const strangers = statementsOf(inputs.policy)
      .filter(allows)
      .flatMap((statement) => strangersIn(statement, graph));
    return strangers.length > 0 ? `let in only principals of this account, not ${strangers.join(", ")}` : undefined;
  },
);
