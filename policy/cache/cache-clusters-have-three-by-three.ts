import { rule } from "../rule.ts";

/** Three shards with two replicas each: a shard that loses its primary still has a copy, a client of a lost shard still two thirds of the keys. (39) */
export const cacheClustersHaveThreeByThree = rule(
  "cache-clusters-have-three-by-three",
  { prod: "violation", staging: "advice", dev: "advice" },
  "aws:elasticache/replicationGroup:ReplicationGroup",
  ({ inputs }) =>
    inputs.clusterMode === "enabled" && !((inputs.numNodeGroups ?? 0) >= 3 && (inputs.replicasPerNodeGroup ?? 0) >= 2)
      ? "set numNodeGroups to 3 or more and replicasPerNodeGroup to 2 or more"
      : undefined,
);
