import { everyTier, rule } from "../rule.ts";

/** A target that does not answer what it is asked gets no requests. (26: CKV_AWS_261) */
export const targetGroupsCheckHealth = rule("target-groups-check-health", everyTier, "aws:lb/targetGroup:TargetGroup", ({ inputs }) =>
  inputs.healthCheck?.path && inputs.healthCheck.enabled !== false ? undefined : "set healthCheck, with a path",
);
