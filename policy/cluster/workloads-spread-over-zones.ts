import { adviceInDev, rule } from "../rule.ts";
import { podOf, workloads } from "./pods.ts";

const zone = "topology.kubernetes.io/zone";

/** Losing a zone loses a third of the pods, not all. (85: polaris topologySpreadConstraint, no-anti-affinity) */
export const workloadsSpreadOverZones = rule("workloads-spread-over-zones", adviceInDev, workloads, ({ inputs }) =>
  (podOf(inputs).topologySpreadConstraints ?? []).some(
    ({ topologyKey, maxSkew, whenUnsatisfiable }) => topologyKey === zone && maxSkew === 1 && whenUnsatisfiable === "DoNotSchedule",
  )
    ? undefined
    : `set a topologySpreadConstraint of ${zone} with maxSkew 1 and DoNotSchedule`,
);
