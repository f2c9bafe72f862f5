import { everyTier, rule } from "../rule.ts";

/** Who may read a bucket is also decided by the key that it is encrypted with. (56: CKV_AWS_145, S3.17) */
export const bucketsUseOurKey = rule("buckets-use-our-key", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) => {
  const rules = graph
    .having("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "bucket", bucket)
    .flatMap(({ inputs }) => inputs.rules ?? [])
    .map(({ applyServerSideEncryptionByDefault }) => applyServerSideEncryptionByDefault);
  return rules.some((rule) => rule?.sseAlgorithm?.startsWith("aws:kms") && rule.kmsMasterKeyId)
    ? undefined
    : "encrypt it with aws:kms and a key of the environment";
});
