import { adviceInDev, rule } from "../rule.ts";

/** Losing a node or a zone costs seconds. Advice in dev, whose shards have no replicas. (39: CKV2_AWS_50, AEC4, ElastiCache.3) */
export const cachesFailOver = rule("caches-fail-over", adviceInDev, "aws:elasticache/replicationGroup:ReplicationGroup", ({ inputs }) =>
  inputs.automaticFailoverEnabled === true && inputs.multiAzEnabled === true
    ? undefined
    : "set automaticFailoverEnabled and multiAzEnabled",
);
