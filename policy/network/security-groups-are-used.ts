import { everyTier, rule } from "../rule.ts";

/** A group that nothing has and no rule of another group names is a door that nobody looks after. (67: CKV2_AWS_5) */
export const securityGroupsAreUsed = rule("security-groups-are-used", everyTier, "aws:ec2/securityGroup:SecurityGroup", (group, graph) =>
  graph.isUsed(group, "securityGroupId") ? undefined : "give it to something, or remove it",
);
