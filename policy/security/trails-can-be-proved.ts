import { everyTier, rule } from "../rule.ts";

/** A later change of the record shows. (71: CloudTrail.4) */
export const trailsCanBeProved = rule("trails-can-be-proved", everyTier, "aws:cloudtrail/trail:Trail", ({ inputs }) =>
  inputs.enableLogFileValidation === true ? undefined : "set enableLogFileValidation",
);
