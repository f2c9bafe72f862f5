import { everyTier, rule } from "../rule.ts";

/** Who makes, changes or removes anything in the account is on record: with selectors for data alone a trail forgets it. (71: CloudTrail.1) */
export const trailsRecordWhoChangesWhat = rule("trails-record-who-changes-what", everyTier, "aws:cloudtrail/trail:Trail", ({ inputs }) =>
  (inputs.advancedEventSelectors ?? []).some(
    ({ fieldSelectors: [only, ...narrower] = [] }) =>
      only?.field === "eventCategory" && only.equals?.includes("Management") && narrower.length === 0,
  )
    ? undefined
    : "have an event selector for all management events",
);
