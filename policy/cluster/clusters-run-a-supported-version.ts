import { everyTier, rule } from "../rule.ts";

/** Those that EKS mends without extra cost; 1.34 leaves standard support on 2026-12-02. */
const supported = ["1.35", "1.36"];

/** The cluster's version is still mended, and nobody but us raises it. (31: CKV_AWS_339, EKS.2) */
export const clustersRunASupportedVersion = rule("clusters-run-a-supported-version", everyTier, "aws:eks/cluster:Cluster", ({ inputs }) =>
  supported.includes(inputs.version ?? "") ? undefined : `set version to one of ${supported.join(", ")}`,
);
