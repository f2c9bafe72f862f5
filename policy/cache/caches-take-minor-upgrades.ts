import { everyTier, rule } from "../rule.ts";

/** Security fixes of the engine arrive by themselves. (40: ElastiCache.2) */
export const cachesTakeMinorUpgrades = rule(
  "caches-take-minor-upgrades",
  everyTier,
  "aws:elasticache/replicationGroup:ReplicationGroup",
  ({ inputs }) => (String(inputs.autoMinorVersionUpgrade ?? true) === "true" ? undefined : "leave autoMinorVersionUpgrade on"),
);
