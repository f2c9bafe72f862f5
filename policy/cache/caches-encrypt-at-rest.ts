import { everyTier, rule } from "../rule.ts";

/** What a cache writes to disk, and its snapshots, are encrypted with a key of ours. (37: CKV_AWS_29, CKV_AWS_191, AEC3, ElastiCache.4) */
export const cachesEncryptAtRest = rule(
  "caches-encrypt-at-rest",
  everyTier,
  "aws:elasticache/replicationGroup:ReplicationGroup",
  ({ inputs }) =>
    String(inputs.atRestEncryptionEnabled) === "true" && inputs.kmsKeyId
      ? undefined
      : "set atRestEncryptionEnabled, and kmsKeyId to a key of the environment",
);
