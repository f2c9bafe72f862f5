import { adviceInDev, rule } from "../rule.ts";

/** The cluster's API is reached from the network alone: a stolen credential is worth nothing outside. (29: CKV_AWS_38, CKV_AWS_39, EKS1, EKS.1, CIS 5.4.2) */
export const clusterEndpointsArePrivate = rule(
  "cluster-endpoints-are-private",
  adviceInDev,
  "aws:eks/cluster:Cluster",
  ({ inputs: { vpcConfig } }) =>
    // EKS makes it public unless told otherwise.
    vpcConfig?.endpointPrivateAccess === true && vpcConfig.endpointPublicAccess === false
      ? undefined
      : "set vpcConfig.endpointPrivateAccess, and endpointPublicAccess to false",
);
