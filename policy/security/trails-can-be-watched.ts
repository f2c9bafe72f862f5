import { everyTier, rule } from "../rule.ts";

/** The record is also where filters and alarms can read it as it comes. (71: CloudTrail.5, CKV2_AWS_10) */
export const trailsCanBeWatched = rule("trails-can-be-watched", everyTier, "aws:cloudtrail/trail:Trail", ({ inputs }) =>
  inputs.cloudWatchLogsGroupArn && inputs.cloudWatchLogsRoleArn ? undefined : "set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn",
);
