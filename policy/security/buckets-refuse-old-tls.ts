import { denies, statementsOf } from "../documents.ts";
import { wholeBucket } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** Nobody but AWS's own services, which choose for themselves, reads or writes a bucket with a TLS before 1.3. (55) */
export const bucketsRefuseOldTls = rule("buckets-refuse-old-tls", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) => {
  const statements = graph
    .having("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket)
    .flatMap(({ inputs }) => statementsOf(inputs.policy));
  const oldTls = { ...wholeBucket(bucket), when: "NumericLessThan s3:TlsVersion 1.3", besides: "Bool aws:PrincipalIsAWSService false" };
  return statements.some((statement) => denies(statement, oldTls))
    ? undefined
    : "deny all of it and its objects in its policy to whoever is no AWS service where s3:TlsVersion is less than 1.3";
});
