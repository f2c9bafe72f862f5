import { deniesWhen, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** Nobody reads or writes a bucket without TLS. (55: S10, S3.5) */
export const bucketsRefusePlainText = rule("buckets-refuse-plain-text", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) => {
  const statements = graph
    .having("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket)
    .flatMap(({ inputs }) => statementsOf(inputs.policy));
  return statements.some((statement) => deniesWhen(statement, "Bool", "aws:SecureTransport", "false"))
    ? undefined
    : "deny everything in its policy where aws:SecureTransport is false";
});
