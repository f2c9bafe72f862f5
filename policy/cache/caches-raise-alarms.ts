import type { Graph } from "../graph.ts";
import type { Inputs } from "../resources.ts";
import { adviceInDev, rule } from "../rule.ts";

/** Somebody hears of every shard that has no primary, is running full or falls behind. (75) */
export const cachesRaiseAlarms = rule(
  "caches-raise-alarms",
  adviceInDev,
  "aws:elasticache/replicationGroup:ReplicationGroup",
  ({ inputs }, graph) => {
    if (!inputs.replicationGroupId) return "set replicationGroupId, by which alarms name its nodes";
    const missing = shardsOf(inputs).flatMap((shard) => {
      const watched = metricsOf(shard, graph);
      return neededBy(inputs)
        .filter((metric) => !watched.has(metric))
        .map((metric) => `${metric} of ${shard}*`);
    });
    return missing.length === 0 ? undefined : `give it alarms on ${missing.join(", ")}`;
  },
);

type Cache = Inputs<"aws:elasticache/replicationGroup:ReplicationGroup">;

/** What the names of each shard's nodes begin with. */
function shardsOf({ replicationGroupId: id, clusterMode, numNodeGroups = 1 }: Cache): string[] {
  if (clusterMode !== "enabled") return [`${id}-`];
  return Array.from({ length: numNodeGroups }, (_, index) => `${id}-${String(index + 1).padStart(4, "0")}-`);
}

function neededBy({ replicasPerNodeGroup = 0, numCacheClusters = 1 }: Cache): string[] {
  const hasReplicas = replicasPerNodeGroup > 0 || numCacheClusters > 1;
  return ["IsMaster", "DatabaseMemoryUsagePercentage", ...(hasReplicas ? ["ReplicationLag"] : [])];
}

/** The metrics of a shard's nodes that alarms look at. */
function metricsOf(shard: string, graph: Graph): Set<string> {
  const measured = graph
    .all("aws:cloudwatch/metricAlarm:MetricAlarm")
    .flatMap(({ inputs }) => [inputs, ...(inputs.metricQueries ?? []).map(({ metric }) => metric)]);
  return new Set(
    measured.filter((metric) => metric?.dimensions?.CacheClusterId?.startsWith(shard)).map((metric) => metric?.metricName ?? ""),
  );
}
