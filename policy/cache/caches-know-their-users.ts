import { everyTier, rule } from "../rule.ts";

/** Nobody uses a cache without a name: it has users, and the one that everybody is by default is off. (38: CKV_AWS_31, AEC6) */
export const cachesKnowTheirUsers = rule(
  "caches-know-their-users",
  everyTier,
  "aws:elasticache/replicationGroup:ReplicationGroup",
  (cache, graph) => {
    const users = graph
      .behind(cache, "userGroupIds", "aws:elasticache/userGroup:UserGroup")
      .flatMap((group) => graph.behind(group, "userIds", "aws:elasticache/user:User"));
    if (!cache.inputs.userGroupIds?.length || users.length === 0) return "set userGroupIds";
    const off = users.some(({ inputs }) => inputs.userName === "default" && /^off\b/.test(inputs.accessString ?? ""));
    return off ? undefined : "put a user named default that is off into its user group";
  },
);
