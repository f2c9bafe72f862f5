import { everyTier, rule } from "../rule.ts";

/** A new target with cold caches gets its share little by little. Balancers of connections cannot do it. (26) */
export const targetGroupsStartSlowly = rule("target-groups-start-slowly", everyTier, "aws:lb/targetGroup:TargetGroup", ({ inputs }) =>
  ["HTTP", "HTTPS"].includes(inputs.protocol ?? "") && !((inputs.slowStart ?? 0) >= 30) ? "set slowStart to 30 seconds or more" : undefined,
);
