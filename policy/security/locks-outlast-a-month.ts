import { adviceInDev, rule } from "../rule.ts";

/** A break-in that is noticed within a month finds the backups and the record of before it. Advice in dev, whose buckets are to go when it does. (56: S3.15) */
export const locksOutlastAMonth = rule(
  "locks-outlast-a-month",
  adviceInDev,
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  ({ inputs }) => {
    const { days = 0, years = 0 } = inputs.rule?.defaultRetention ?? {};
    return days >= 30 || years >= 1 ? undefined : "set days of defaultRetention to 30 or more";
  },
);
