import { allows, namesEverybody, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** A bucket's policy says by name whom it lets in. (54: S2, S3.8) */
export const bucketPoliciesAdmitNamedPrincipals = rule(
  "bucket-policies-admit-named-principals",
  everyTier,
  "aws:s3/bucketPolicy:BucketPolicy",
  ({ inputs }) =>
    statementsOf(inputs.policy).some((statement) => allows(statement) && namesEverybody(statement))
      ? "name the principals that it lets in"
      : undefined,
);
