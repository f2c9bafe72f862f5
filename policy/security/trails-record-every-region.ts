import { everyTier, rule } from "../rule.ts";

/** What is done in a region that nobody uses is on record too. (71: CloudTrail.1) */
export const trailsRecordEveryRegion = rule("trails-record-every-region", everyTier, "aws:cloudtrail/trail:Trail", ({ inputs }) => {
  const { isMultiRegionTrail, enableLogging, includeGlobalServiceEvents } = inputs;
  return isMultiRegionTrail === true && enableLogging !== false && includeGlobalServiceEvents !== false
    ? undefined
    : "set isMultiRegionTrail, and leave enableLogging and includeGlobalServiceEvents on";
});
