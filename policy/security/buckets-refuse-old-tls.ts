import { deniesWhen, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** Nobody but AWS's own services, which choose for themselves, reads or writes a bucket with a TLS before 1.3. (55) */
export const bucketsRefuseOldTls = rule("buckets-refuse-old-tls", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) => {
  const statements = graph
    .having("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket)
    .flatMap(({ inputs }) => statementsOf(inputs.policy));
  return statements.some((statement) => deniesWhen(statement, "NumericLessThan", "s3:TlsVersion", "1.3", ["aws:PrincipalIsAWSService"]))
    ? undefined
    : "deny everything in its policy where s3:TlsVersion is less than 1.3";
});
