import { everyTier, rule } from "../rule.ts";
import { selects, workloads } from "./pods.ts";

/** A drain of nodes takes pods one after the other, and is never stopped by those that are broken anyway. (84: polaris missingPodDisruptionBudget, pdbDisruptionsIsZero; pdb-unhealthy-pod-eviction-policy; 86: mismatching-selector) */
export const workloadsHaveADisruptionBudget = rule("workloads-have-a-disruption-budget", everyTier, workloads, ({ inputs }, graph) =>
  graph
    .all("kubernetes:policy/v1:PodDisruptionBudget")
    .filter(({ inputs: { metadata, spec } }) => selects({ metadata, selector: spec?.selector }, inputs))
    .some(({ inputs: { spec } }) => spec?.maxUnavailable && spec.unhealthyPodEvictionPolicy === "AlwaysAllow")
    ? undefined
    : "give it a PodDisruptionBudget that selects its pods, with maxUnavailable and AlwaysAllow",
);
