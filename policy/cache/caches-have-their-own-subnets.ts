import { everyTier, rule } from "../rule.ts";

/** A cache stands where nothing can reach the internet, not in the account's default subnets. (40: ElastiCache.7) */
export const cachesHaveTheirOwnSubnets = rule(
  "caches-have-their-own-subnets",
  everyTier,
  "aws:elasticache/replicationGroup:ReplicationGroup",
  ({ inputs }) =>
    inputs.subnetGroupName && inputs.subnetGroupName !== "default" ? undefined : "set subnetGroupName to a group of its own",
);
