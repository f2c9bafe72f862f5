import { denies, statementsOf } from "../documents.ts";
import { wholeQueue } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** Nobody uses a queue without TLS. (52: SQS4, CKV2_AWS_73) */
export const queuesRefusePlainText = rule("queues-refuse-plain-text", everyTier, "aws:sqs/queue:Queue", (queue, graph) => {
  const apart = graph.having("aws:sqs/queuePolicy:QueuePolicy", "queueUrl", queue).map(({ inputs }) => inputs.policy);
  const plainText = { ...wholeQueue(queue, graph), when: "Bool aws:SecureTransport false" };
  return [queue.inputs.policy, ...apart].flatMap(statementsOf).some((statement) => denies(statement, plainText))
    ? undefined
    : "deny everything in its policy where aws:SecureTransport is false";
});
