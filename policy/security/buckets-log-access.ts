import { everyTier, rule } from "../rule.ts";

/** Who read or wrote what in a bucket is on record. (57: S1, CKV_AWS_18, S3.9) */
export const bucketsLogAccess = rule("buckets-log-access", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) =>
  graph.having("aws:s3/bucketLogging:BucketLogging", "bucket", bucket).some(({ inputs }) => inputs.targetBucket)
    ? undefined
    : "give it a BucketLogging with a bucket for access logs",
);
