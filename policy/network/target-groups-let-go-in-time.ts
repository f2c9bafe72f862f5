import { everyTier, rule } from "../rule.ts";

/** A target that goes has 30 to 60 seconds for the requests it still has: less cuts them off, more holds up every rollout. (26, R15) */
export const targetGroupsLetGoInTime = rule("target-groups-let-go-in-time", everyTier, "aws:lb/targetGroup:TargetGroup", ({ inputs }) => {
  const seconds = Number(inputs.deregistrationDelay ?? 300);
  return seconds >= 30 && seconds <= 60 ? undefined : "set deregistrationDelay to 30 to 60 seconds";
});
