import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import type { Statement } from "../core/iam.ts";
import { AuditTrail, trailArn } from "./audit-trail.ts";
import { accessLogPrefix, Bucket, type Lock } from "./bucket.ts";
import { balancerLogs, bucketAccessLogs, trailLogs, vendedLogs } from "./bucket-guests.ts";
import { EncryptionKey } from "./encryption-key.ts";
import { alarms, eventRules, logDelivery, logGroups, nodeDisks, trail } from "./key-users.ts";
import { PermissionBoundary } from "./permission-boundary.ts";

export interface SecurityArgs {
  /** Days that logs are kept. @default 365 in prod, 90 in staging, 7 in dev */
  readonly logDays: number;
  /** How long a backup cannot be deleted. @default governance, for 35 days in prod, 7 in staging, 1 in dev */
  readonly backup: Lock;
  /** How long an audit record is kept, and cannot be deleted. @default governance, for 365 days in prod, 30 in staging, 1 in dev */
  readonly audit: Lock;
  readonly trail: {
    /** Whether this stack records the account's API calls. One stack of an account is enough. @default true in prod, otherwise false */
    readonly enabled: boolean;
  };
}

/** Where in the access log bucket the load balancers' logs are: each has its folder. */
const balancerFolders = "balancers/*";

/**
 * What all other layers lean on: keys by domain, the buckets of logs, backups and audit records, the limits of every role, and the account's
 * trail. Six keys are about $6 a month; the buckets cost by use.
 */
export class Security extends Component {
  /** ARNs of the keys by what they encrypt. `logs` is also that of alarms. */
  readonly keys: Readonly<Record<"audit" | "backup" | "cache" | "cluster" | "logs" | "secrets", pulumi.Output<string>>>;
  /** The most that a role of the environment can do: every role carries it. */
  readonly permissionBoundaryArn: pulumi.Output<string>;
  /** Takes the load balancers' access and connection logs, under `balancers/<name>`. */
  readonly accessLogBucketName: pulumi.Output<string>;
  /** Takes the network's flow logs. */
  readonly logBucketName: pulumi.Output<string>;

  constructor(name: string, context: Context, args: SecurityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("security:Security", name, opts);
    const child = { parent: this };

    const key = (purpose: string, description: string, ...users: Statement[]) =>
      new EncryptionKey(`${name}-${purpose}-key`, context, { purpose, description, users }, child).arn;
    this.keys = {
      audit: key("audit", "Audit records", ...(args.trail.enabled ? [trail(context, trailArn(context))] : [])),
      backup: key("backup", "Backups"),
      cache: key("cache", "Data and snapshots of the cache"),
      cluster: key("cluster", "Secrets and disks of the cluster", eventRules(context), ...nodeDisks(context)),
      logs: key("logs", "Logs and alarms", logGroups(context), logDelivery(context), alarms(context)),
      secrets: key("secrets", "Entries of Secrets Manager"),
    };

    this.permissionBoundaryArn = new PermissionBoundary(`${name}-boundary`, context, child).arn;

    const accessLogs = new Bucket(
      `${name}-access-logs`,
      context,
      {
        purpose: "access-logs",
        encryption: "s3-managed",
        expireAfterDays: args.logDays,
        guests: (bucket) => [
          balancerLogs(context, bucket, balancerFolders),
          ...vendedLogs(context, bucket, balancerFolders),
          bucketAccessLogs(context, bucket, accessLogPrefix),
        ],
      },
      child,
    );
    this.accessLogBucketName = accessLogs.bucketName;

    const logged = { accessLogBucket: accessLogs.bucketName };
    this.logBucketName = new Bucket(
      `${name}-logs`,
      context,
      {
        ...logged,
        purpose: "logs",
        encryption: { kmsKeyArn: this.keys.logs },
        expireAfterDays: args.logDays,
        guests: (bucket) => vendedLogs(context, bucket),
      },
      child,
    ).bucketName;

    new Bucket(
      `${name}-backup`,
      context,
      { ...logged, purpose: "backup", encryption: { kmsKeyArn: this.keys.backup }, lock: args.backup },
      child,
    );

    const audit = new Bucket(
      `${name}-audit`,
      context,
      {
        ...logged,
        purpose: "audit",
        encryption: { kmsKeyArn: this.keys.audit },
        lock: args.audit,
        expireAfterDays: args.audit.days,
        guests: (bucket) => (args.trail.enabled ? trailLogs(context, bucket, trailArn(context)) : []),
      },
      child,
    );

    if (args.trail.enabled) {
      new AuditTrail(
        `${name}-trail`,
        context,
        {
          bucketName: audit.bucketName,
          bucketArn: audit.arn,
          kmsKeyArn: this.keys.audit,
          logKeyArn: this.keys.logs,
          logDays: args.logDays,
          permissionBoundaryArn: this.permissionBoundaryArn,
        },
        child,
      );
    }

    const { keys, permissionBoundaryArn, accessLogBucketName, logBucketName } = this;
    this.registerOutputs({ keys, permissionBoundaryArn, accessLogBucketName, logBucketName });
  }
}
