import { adviceInDev, rule } from "../rule.ts";

/** A cache that was filled with nonsense can start from a day before. (40: CKV_AWS_134, ElastiCache.1) */
export const cachesKeepSnapshots = rule(
  "caches-keep-snapshots",
  adviceInDev,
  "aws:elasticache/replicationGroup:ReplicationGroup",
  ({ inputs }) => ((inputs.snapshotRetentionLimit ?? 0) >= 7 ? undefined : "set snapshotRetentionLimit to 7 days or more"),
);
