import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { bucketArn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy, type Statement } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";
import { protection } from "../core/protection.ts";
import { safeTransportOnly } from "./bucket-guests.ts";

/** How long what is written stays as it is, whoever wants to change or delete it. */
export interface Lock {
  /** `governance`: who holds `s3:BypassGovernanceRetention` still can. `compliance`: nobody can, neither the account's root nor AWS, until the days are over; there is no way back. */
  readonly mode: "governance" | "compliance";
  readonly days: number;
}

export interface BucketArgs {
  /** What it holds, in a word: `audit` makes it `prod-audit-111122223333`. */
  readonly purpose: string;
  /** A key of the environment, or S3's own for what takes no other: the logs that load balancers and S3 itself write. */
  readonly encryption: { readonly kmsKeyArn: pulumi.Input<string> } | "s3-managed";
  /** Who may do what beside the account's IAM policies (see bucket-guests.ts). @default nobody */
  readonly guests?: (bucket: string) => readonly Statement[];
  /** Days after which an object goes. @default never */
  readonly expireAfterDays?: number;
  /** @default none: what is overwritten or deleted can be got back for 30 days */
  readonly lock?: Lock;
  /** The bucket that is told of every access. @default none, which only that bucket itself may do with */
  readonly accessLogBucket?: pulumi.Input<string>;
}

/** A private bucket: no public access, no access lists, TLS alone, encrypted, with versions. Storage and requests cost by use. */
export class Bucket extends Component {
  /** What takes the name or the ARN waits until the bucket's policy is in force. */
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: BucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("security:Bucket", name, opts);
    const { region, tags, keepsData } = context;
    // Unique in the world by its account, and known before the bucket is there, so that policies can name it.
    const physical = physicalName(context, `${args.purpose}-${context.account}`, 63);
    // A bucket that stays behind keeps its settings.
    const child = { parent: this, retainOnDelete: keepsData };

    const bucket = new aws.s3.Bucket(
      name,
      // Outside prod a bucket goes with what is in it; Object Lock can only be had from the start.
      { region, tags, bucket: physical, objectLockEnabled: args.lock !== undefined, forceDestroy: !keepsData },
      { ...child, ...protection(context) },
    );
    const of = { region, bucket: bucket.bucket };

    new aws.s3.BucketOwnershipControls(name, { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } }, child);
    const privacy = new aws.s3.BucketPublicAccessBlock(
      name,
      { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      child,
    );
    const access = new aws.s3.BucketPolicy(
      name,
      { ...of, policy: policy([...safeTransportOnly(context, physical), ...(args.guests?.(physical) ?? [])]) },
      { ...child, dependsOn: [privacy] },
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(name, { ...of, rules: [encryption(args.encryption)] }, child);
    const versioning = new aws.s3.BucketVersioning(name, { ...of, versioningConfiguration: { status: "Enabled" } }, child);
    if (args.lock) {
      const { mode, days } = args.lock;
      new aws.s3.BucketObjectLockConfiguration(
        name,
        { ...of, rule: { defaultRetention: { mode: mode.toUpperCase(), days } } },
        { ...child, dependsOn: [versioning] },
      );
    }
    new aws.s3.BucketLifecycleConfiguration(name, { ...of, rules: [lifecycle(args)] }, { ...child, dependsOn: [versioning] });
    if (args.accessLogBucket) {
      new aws.s3.BucketLogging(name, { ...of, targetBucket: args.accessLogBucket, targetPrefix: `${accessLogPrefix}/${physical}/` }, child);
    }

    this.bucketName = access.bucket;
    this.arn = access.bucket.apply((bucket) => bucketArn(context, bucket));
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

/** Where in the access log bucket the buckets' own logs are. */
export const accessLogPrefix = "s3";

function encryption(how: BucketArgs["encryption"]): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  if (how === "s3-managed") return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  // One data key for many objects: KMS bills by the request.
  return { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: how.kmsKeyArn }, bucketKeyEnabled: true };
}

function lifecycle(args: BucketArgs): aws.types.input.s3.BucketLifecycleConfigurationRule {
  const { expireAfterDays } = args;
  return {
    id: "expire",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    noncurrentVersionExpiration: { noncurrentDays: noncurrentDays(args) },
    ...(expireAfterDays !== undefined && { expiration: { days: expireAfterDays } }),
  };
}

/** What expires has outlived its lock and goes in a day; while the lock holds, S3 deletes nothing. */
function noncurrentDays({ expireAfterDays, lock }: BucketArgs): number {
  if (!lock) return 30;
  return expireAfterDays !== undefined && expireAfterDays >= lock.days ? 1 : lock.days;
}
