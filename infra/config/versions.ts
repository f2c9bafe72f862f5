/** The versions that environments run unless they say otherwise, each with where it was read. */
export const versions = {
  /** Valkey on ElastiCache; offered versions: `aws elasticache describe-cache-engine-versions --engine valkey`. */
  valkey: "9.0",
} as const;
