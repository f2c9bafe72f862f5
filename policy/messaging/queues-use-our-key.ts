import { everyTier, rule } from "../rule.ts";

/** Who may read what waits in a queue is also decided by the key that it is encrypted with. (52: SQS2, CKV_AWS_27) */
export const queuesUseOurKey = rule("queues-use-our-key", everyTier, "aws:sqs/queue:Queue", ({ inputs }) =>
  inputs.kmsMasterKeyId && !inputs.kmsMasterKeyId.startsWith("alias/aws/") ? undefined : "set kmsMasterKeyId to a key of the environment",
);
