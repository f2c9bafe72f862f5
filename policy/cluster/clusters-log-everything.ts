import { everyTier, rule } from "../rule.ts";

const kinds = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** What was asked of the cluster, by whom, and what it decided can be read afterwards. (28: CKV_AWS_37, EKS2, EKS.8) */
export const clustersLogEverything = rule("clusters-log-everything", everyTier, "aws:eks/cluster:Cluster", ({ inputs }) =>
  kinds.every((kind) => inputs.enabledClusterLogTypes?.includes(kind)) ? undefined : `set enabledClusterLogTypes to ${kinds.join(", ")}`,
);
