/** A rule that one resource may break, and why. Every plan that has the resource prints it. */
export interface Waiver {
  /** The resource's URN, or its short name in every stack: `ec2.SecurityGroup/api`. */
  readonly resource: string;
  /** The rule's id. */
  readonly rule: string;
  /** Why the rule does not fit here, and what stands in for it. */
  readonly reason: string;
}

export const waivers: readonly Waiver[] = [
  {
    resource: "lb.Listener/web",
    rule: "listeners-speak-tls-1.3",
    reason: "CloudFront, its only caller, offers an origin TLS 1.2 at most; the policy leaves it just the ciphers with forward secrecy",
  },
  {
    resource: "lb.Listener/rt",
    rule: "listeners-encrypt",
    reason: "TLS passes through to the gateway, which ends it and so sees the callers' own addresses",
  },
  {
    resource: "lb.TargetGroup/rt",
    rule: "target-groups-encrypt",
    reason: "what it sends on is TLS from the caller to the gateway's TLS port",
  },
  {
    resource: "s3.Bucket/security-access-logs",
    rule: "buckets-use-our-key",
    reason:
      "load balancers cannot write with a key of KMS; S3's own key encrypts it, and no policy lets anybody read it from outside the account",
  },
  {
    resource: "s3.Bucket/security-access-logs",
    rule: "buckets-log-access",
    reason: "a log of who writes logs would write itself for ever; the account's trail has who changes the bucket",
  },
  {
    resource: "iam.Policy/security-boundary",
    rule: "policies-allow-no-whole-service",
    reason: "a boundary grants nothing: it is the most that the policies of roles can grant, and those are held to the rule",
  },
  {
    resource: "iam.Policy/security-boundary",
    rule: "policies-name-their-resources",
    reason: "a boundary grants nothing: it is the most that the policies of roles can grant, and those are held to the rule",
  },
  {
    resource: "iam.Policy/security-boundary",
    rule: "policies-let-nobody-rise",
    reason:
      "a boundary grants nothing; the one right of IAM in it is to give instances a role of nodes, which the role that has it is held to",
  },
  {
    resource: "iam.Policy/cluster-karpenter-pass-role",
    rule: "policies-let-nobody-rise",
    reason: "who starts nodes gives them their role; it names the one role and lets it be given to instances alone",
  },
  {
    resource: "iam.Policy/cluster-karpenter-discovery",
    rule: "policies-name-their-resources",
    reason: "AWS knows no resources for these: they tell what there is in the region and what it costs, and change nothing",
  },
  {
    resource: "elasticache.ReplicationGroup/gateway-cache",
    rule: "caches-keep-snapshots",
    reason: "it holds counters of rate limits, which are worth nothing after their minute",
  },
  {
    resource: "secretsmanager.Secret/cache-login",
    rule: "secrets-rotate",
    reason:
      "its value is the stack file's secret cachePassword: whoever sets it anew and runs up rotates it; AWS's own rotation would be undone by the next up",
  },
  {
    resource: "secretsmanager.Secret/gateway-cache-login",
    rule: "secrets-rotate",
    reason:
      "its value is the stack file's secret gatewayCachePassword: whoever sets it anew and runs up rotates it; AWS's own rotation would be undone by the next up",
  },
];
