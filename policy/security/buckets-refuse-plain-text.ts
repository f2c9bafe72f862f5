import { denies, statementsOf } from "../documents.ts";
import { wholeBucket } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** Nobody reads or writes a bucket without TLS. (55: S10, S3.5) */
export const bucketsRefusePlainText = rule("buckets-refuse-plain-text", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) => {
  const statements = graph
    .having("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket)
    .flatMap(({ inputs }) => statementsOf(inputs.policy));
  const plainText = { ...wholeBucket(bucket), when: "Bool aws:SecureTransport false" };
  return statements.some((statement) => denies(statement, plainText))
    ? undefined
    : "deny all of it and its objects in its policy where aws:SecureTransport is false";
});
