import { everyTier, rule } from "../rule.ts";

/** Who may read the record is also decided by the key that it is encrypted with. (71: CloudTrail.2) */
export const trailsUseOurKey = rule("trails-use-our-key", everyTier, "aws:cloudtrail/trail:Trail", ({ inputs }) =>
  inputs.kmsKeyId ? undefined : "set kmsKeyId to a key of the environment",
);
