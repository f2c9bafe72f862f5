import { everyTier, rule } from "../rule.ts";

/** What is overwritten or deleted can be got back. (56: CKV_AWS_21, S3.14) */
export const bucketsKeepVersions = rule("buckets-keep-versions", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) =>
  graph
    .having("aws:s3/bucketVersioning:BucketVersioning", "bucket", bucket)
    .some(({ inputs }) => inputs.versioningConfiguration?.status === "Enabled")
    ? undefined
    : "give it a BucketVersioning with status Enabled",
);
