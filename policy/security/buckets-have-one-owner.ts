import { everyTier, rule } from "../rule.ts";

/** Policies alone decide about a bucket's objects, whoever wrote them: no access lists. (must-set) */
export const bucketsHaveOneOwner = rule("buckets-have-one-owner", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) =>
  graph
    .having("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "bucket", bucket)
    .some(({ inputs }) => inputs.rule?.objectOwnership === "BucketOwnerEnforced")
    ? undefined
    : "give it BucketOwnershipControls with BucketOwnerEnforced",
);
