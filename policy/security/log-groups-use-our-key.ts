import { everyTier, rule } from "../rule.ts";

/** Who may read logs is also decided by the key that they are encrypted with. (70: CKV_AWS_158) */
export const logGroupsUseOurKey = rule("log-groups-use-our-key", everyTier, "aws:cloudwatch/logGroup:LogGroup", ({ inputs }) =>
  inputs.kmsKeyId ? undefined : "set kmsKeyId to a key of the environment",
);
