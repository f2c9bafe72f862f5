import { everyTier, rule } from "../rule.ts";

/** Requests go to a pod itself, not to a node that sends them on to any. (must-set) */
export const targetGroupsHoldAddresses = rule("target-groups-hold-addresses", everyTier, "aws:lb/targetGroup:TargetGroup", ({ inputs }) =>
  inputs.targetType === "ip" ? undefined : "set targetType to ip",
);
