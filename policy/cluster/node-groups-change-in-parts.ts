import { everyTier, rule } from "../rule.ts";

/** An update takes away a part of the nodes at a time. (must-set) */
export const nodeGroupsChangeInParts = rule("node-groups-change-in-parts", everyTier, "aws:eks/nodeGroup:NodeGroup", ({ inputs }) =>
  inputs.updateConfig?.maxUnavailablePercentage ? undefined : "set updateConfig.maxUnavailablePercentage",
);
