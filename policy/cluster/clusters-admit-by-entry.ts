import { everyTier, rule } from "../rule.ts";

/** Who may use the cluster stands in access entries alone, which a review sees; who happened to make it is not among them. (32: CIS 4.1.7) */
export const clustersAdmitByEntry = rule("clusters-admit-by-entry", everyTier, "aws:eks/cluster:Cluster", ({ inputs: { accessConfig } }) =>
  accessConfig?.authenticationMode === "API" && accessConfig.bootstrapClusterCreatorAdminPermissions === false
    ? undefined
    : "set accessConfig.authenticationMode to API, and bootstrapClusterCreatorAdminPermissions to false",
);
