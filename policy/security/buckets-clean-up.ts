import { everyTier, rule } from "../rule.ts";

/** Uploads that were never finished, and old versions, do not cost money for ever. (57: CKV_AWS_300, S3.13) */
export const bucketsCleanUp = rule("buckets-clean-up", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) =>
  graph
    .having("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket", bucket)
    .flatMap(({ inputs }) => inputs.rules ?? [])
    .some(({ status, abortIncompleteMultipartUpload: abort }) => status === "Enabled" && abort?.daysAfterInitiation)
    ? undefined
    : "give it an enabled lifecycle rule with abortIncompleteMultipartUpload",
);
