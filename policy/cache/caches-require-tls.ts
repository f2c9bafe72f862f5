import { everyTier, rule } from "../rule.ts";

/** No client talks to a cache in the clear. (38: CKV_AWS_30, CKV_AWS_31, AEC3, ElastiCache.5) */
export const cachesRequireTls = rule("caches-require-tls", everyTier, "aws:elasticache/replicationGroup:ReplicationGroup", ({ inputs }) =>
  inputs.transitEncryptionEnabled === true && inputs.transitEncryptionMode === "required"
    ? undefined
    : "set transitEncryptionEnabled, and transitEncryptionMode to required",
);
