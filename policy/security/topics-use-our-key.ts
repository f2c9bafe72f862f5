import { everyTier, rule } from "../rule.ts";

/** Who may read what a topic carries is also decided by the key that it is encrypted with. (53: SNS3, CKV_AWS_26, SNS.1) */
export const topicsUseOurKey = rule("topics-use-our-key", everyTier, "aws:sns/topic:Topic", ({ inputs }) =>
  inputs.kmsMasterKeyId && !inputs.kmsMasterKeyId.startsWith("alias/aws/") ? undefined : "set kmsMasterKeyId to a key of the environment",
);
