import { everyTier, rule } from "../rule.ts";

/** How a bucket encrypts is said where the bucket is, also where the key cannot be ours. (56: CKV_AWS_145) */
export const bucketsAreEncrypted = rule("buckets-are-encrypted", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) =>
  graph
    .having("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "bucket", bucket)
    .flatMap(({ inputs }) => inputs.rules ?? [])
    .some(({ applyServerSideEncryptionByDefault }) => applyServerSideEncryptionByDefault?.sseAlgorithm)
    ? undefined
    : "give it a BucketServerSideEncryptionConfiguration with an algorithm",
);
