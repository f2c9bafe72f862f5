import { everyTier, rule } from "../rule.ts";

/** Uploads that were never finished, and old versions, do not cost money for ever. (57: CKV_AWS_300, S3.13) */
export const bucketsCleanUp = rule("buckets-clean-up", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) => {
  const rules = graph
    .having("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket", bucket)
    .flatMap(({ inputs }) => inputs.rules ?? [])
    .filter(({ status }) => status === "Enabled");
  return rules.some(({ abortIncompleteMultipartUpload: abort }) => abort?.daysAfterInitiation) &&
    rules.some(({ noncurrentVersionExpiration: old }) => old?.noncurrentDays)
    ? undefined
    : "give it enabled lifecycle rules with abortIncompleteMultipartUpload and noncurrentVersionExpiration";
});
