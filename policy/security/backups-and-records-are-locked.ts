import { everyTier, rule } from "../rule.ts";

/** Who breaks in can delete neither the backups nor the record of having been there. (56: S3.15) */
export const backupsAndRecordsAreLocked = rule("backups-and-records-are-locked", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) => {
  if (!/backup|audit/.test(`${bucket.name} ${bucket.inputs.bucket}`)) return undefined;
  const locks = graph.having("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "bucket", bucket);
  const retentions = locks.map(({ inputs }) => inputs.rule?.defaultRetention);
  return bucket.inputs.objectLockEnabled === true && retentions.some((kept) => kept?.mode && (kept.days || kept.years))
    ? undefined
    : "set objectLockEnabled, and a mode and days of defaultRetention in its BucketObjectLockConfiguration";
});
