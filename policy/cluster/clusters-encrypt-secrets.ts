import { everyTier, rule } from "../rule.ts";

/** The cluster's secrets are encrypted with a key of ours before they are written. (30: CKV_AWS_58, EKS.3, CIS 5.3.1) */
export const clustersEncryptSecrets = rule(
  "clusters-encrypt-secrets",
  everyTier,
  "aws:eks/cluster:Cluster",
  ({ inputs: { encryptionConfig } }) =>
    encryptionConfig?.provider?.keyArn && encryptionConfig.resources?.includes("secrets")
      ? undefined
      : "set encryptionConfig to a key of the environment, for secrets",
);
