/** The versions that environments run unless they say otherwise, each with where it was read. */
export const versions = {
  /**
   * Valkey on ElastiCache. @pulumi/aws 7.48 documents ReplicationGroup's `durability` for "Valkey 9.0 or higher". What a region offers:
   * `aws elasticache describe-cache-engine-versions --engine valkey`.
   */
  valkey: "9.0",
  /**
   * Kubernetes on EKS: standard support until 2027-03-27 (endoflife.date), and inside what KEDA 2.20 (1.33 to 1.35), Istio 1.30 (1.32 to 1.36) and Percona's
   * operator 1.23 (1.33 to 1.36) say they run on. What AWS offers: `aws eks describe-cluster-versions`.
   */
  kubernetes: "1.35",
  /**
   * EKS's add-ons for Kubernetes 1.35, as read in public programs that deploy that version. What AWS offers:
   * `aws eks describe-addon-versions --kubernetes-version 1.35 --addon-name vpc-cni`.
   */
  addOns: {
    "aws-ebs-csi-driver": "v1.59.0-eksbuild.1",
    coredns: "v1.14.2-eksbuild.4",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    "kube-proxy": "v1.35.3-eksbuild.5",
    "metrics-server": "v0.8.1-eksbuild.6",
    "snapshot-controller": "v8.5.0-eksbuild.3",
    "vpc-cni": "v1.21.1-eksbuild.8",
  },
} as const;
