import { allows, statementsOf } from "../documents.ts";
import { strangersIn } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** A topic's policy says by name who of this account may publish to it or subscribe. (53: CKV_AWS_169, SNS.4) */
export const topicsAdmitNamedPrincipals = rule(
  "topics-admit-named-principals",
  everyTier,
  ["aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"],
  ({ inputs }, graph) => {
    const strangers = statementsOf(inputs.policy)
      .filter(allows)
      .flatMap((statement) => strangersIn(statement, graph));
    return strangers.length > 0 ? `let in only principals of this account, not ${strangers.join(", ")}` : undefined;
  },
);
