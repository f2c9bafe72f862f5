/** The versions that environments run unless they say otherwise, each with where it was read. */
export const versions = {
  /**
   * Valkey on ElastiCache. @pulumi/aws 7.48 documents ReplicationGroup's `durability` for "Valkey 9.0 or higher". What a region offers:
   * `aws elasticache describe-cache-engine-versions --engine valkey`.
   */
  valkey: "9.0",
} as const;
