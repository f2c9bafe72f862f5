import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../core/component.ts";

/** What every cache is given, cluster or not. */
export interface ValkeyArgs {
  /** ElastiCache node type, such as `cache.r7g.large` (13 GiB, about $128 a month a node). */
  readonly nodeType: string;
  /** What the cache starts with, such as `9.0`. */
  readonly engineVersion: string;
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Of the one user that the cache has beside nobody. */
  readonly password: pulumi.Input<string>;
  readonly logKeyArn: pulumi.Input<string>;
  readonly logDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** What every cache is: Valkey, encrypted at rest and on the way, kept up to date, changed in its window where a change may not disturb. */
export function hardened({ region, tags, keepsData }: Context, args: ValkeyArgs) {
  return {
    region,
    tags,
    engine: "valkey",
    engineVersion: args.engineVersion,
    nodeType: args.nodeType,
    port: 6379,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    atRestEncryptionEnabled: true,
    kmsKeyId: args.kmsKeyArn,
    securityGroupIds: [args.securityGroupId],
    autoMinorVersionUpgrade: true,
    applyImmediately: !keepsData,
    // UTC. Snapshots are over when maintenance begins.
    snapshotWindow: "01:00-02:00",
    maintenanceWindow: "sun:03:00-sun:05:00",
  } as const satisfies Partial<aws.elasticache.ReplicationGroupArgs>;
}

/**
 * What the program leaves as it is on a cache that is there: AWS raises the version by itself, and to lower it again the cache would have to be replaced. How to
 * raise it by hand is in docs/decisions/0007-cache.md.
 */
export const upgradedByAws = ["engineVersion"];

/** The parameter groups that fit an engine's version: `valkey9` for 9.0. */
export function familyOf(engineVersion: string): string {
  return `valkey${engineVersion.split(".")[0]}`;
}

/** Full, a cache lets the least recently used entry go, where Valkey would refuse writes; what takes over 10 ms is logged. */
export const parameters = [
  { name: "maxmemory-policy", value: "allkeys-lru" },
  { name: "slowlog-log-slower-than", value: "10000" },
];
