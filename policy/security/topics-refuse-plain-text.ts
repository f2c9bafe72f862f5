import { denies, statementsOf } from "../documents.ts";
import { publishingTo } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** Nobody publishes to a topic without TLS. (53: CKV_AWS_169) */
export const topicsRefusePlainText = rule("topics-refuse-plain-text", everyTier, "aws:sns/topic:Topic", (topic, graph) => {
  const apart = graph.having("aws:sns/topicPolicy:TopicPolicy", "arn", topic).map(({ inputs }) => inputs.policy);
  const plainText = { ...publishingTo(topic, graph), when: "Bool aws:SecureTransport false" };
  return [topic.inputs.policy, ...apart].flatMap(statementsOf).some((statement) => denies(statement, plainText))
    ? undefined
    : "deny publishing to it in its policy where aws:SecureTransport is false";
});
