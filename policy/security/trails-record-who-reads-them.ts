import { everyTier, rule } from "../rule.ts";

/** Who touches the objects of the audit bucket is on record, not only who changes the bucket. (71, must-set) */
export const trailsRecordWhoReadsThem = rule("trails-record-who-reads-them", everyTier, "aws:cloudtrail/trail:Trail", ({ inputs }) =>
  (inputs.advancedEventSelectors ?? []).some(({ fieldSelectors = [] }) =>
    fieldSelectors.some(({ field, equals = [] }) => field === "eventCategory" && equals.includes("Data")),
  )
    ? undefined
    : "have an event selector for the data events of its bucket",
);
