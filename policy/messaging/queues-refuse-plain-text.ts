import { deniesWhen, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** Nobody uses a queue without TLS. (52: SQS4, CKV2_AWS_73) */
export const queuesRefusePlainText = rule("queues-refuse-plain-text", everyTier, "aws:sqs/queue:Queue", (queue, graph) => {
  const apart = graph.having("aws:sqs/queuePolicy:QueuePolicy", "queueUrl", queue).map(({ inputs }) => inputs.policy);
  return [queue.inputs.policy, ...apart]
    .flatMap(statementsOf)
    .some((statement) => deniesWhen(statement, "Bool", "aws:SecureTransport", "false"))
    ? undefined
    : "deny everything in its policy where aws:SecureTransport is false";
});
