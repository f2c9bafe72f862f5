import { everyTier, rule } from "../rule.ts";

/** A version that was forgotten is upgraded, instead of costing $365 a month more. (must-set) */
export const clustersStayInStandardSupport = rule(
  "clusters-stay-in-standard-support",
  everyTier,
  "aws:eks/cluster:Cluster",
  ({ inputs }) => (inputs.upgradePolicy?.supportType === "STANDARD" ? undefined : "set upgradePolicy.supportType to STANDARD"),
);
