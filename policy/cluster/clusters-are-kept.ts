import { adviceInDev, rule } from "../rule.ts";

/** A cluster is not deleted by a slip. (must-set) */
export const clustersAreKept = rule("clusters-are-kept", adviceInDev, "aws:eks/cluster:Cluster", ({ inputs }) =>
  inputs.deletionProtection === true ? undefined : "set deletionProtection",
);
