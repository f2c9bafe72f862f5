import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy, trusts } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";
import { protection } from "../core/protection.ts";

export interface AuditTrailArgs {
  /** The bucket that keeps what is recorded. Its policy, and that of the key, name the trail (see `trailArn`). */
  readonly bucketName: pulumi.Input<string>;
  readonly bucketArn: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Encrypts the copy in CloudWatch Logs. */
  readonly logKeyArn: pulumi.Input<string>;
  /** How long that copy is kept; the bucket's is kept by its own rules. */
  readonly logDays: number;
  readonly permissionBoundaryArn: pulumi.Input<string>;
}

/** The trail's name, known before the trail is there, so that the policies of its bucket and key can admit it alone. */
export function trailArn(context: Pick<Context, "environment" | "account" | "region">): string {
  return arn(context, "cloudtrail", `trail/${trailName(context)}`);
}

/**
 * Who did what in the account, in every region, and who touched the audit bucket's objects; with digests that show any later change, and a
 * copy in CloudWatch Logs to watch. An account's first copy of management events is free, each further one costs $2 for 100,000 events, so
 * that one trail per account is enough; data events cost $0.10 for 100,000, the copy in CloudWatch Logs $0.50 a GB.
 */
export class AuditTrail extends Component {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("security:AuditTrail", name, opts);
    const { region, tags, keepsData } = context;

    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      {
        region,
        tags,
        name: `/aws/cloudtrail/${trailName(context)}`,
        kmsKeyId: args.logKeyArn,
        retentionInDays: args.logDays,
        deletionProtectionEnabled: keepsData,
      },
      { parent: this, ...protection(context) },
    );
    const writer = this.#logWriter(name, context, logGroup, args.permissionBoundaryArn);

    const trail = new aws.cloudtrail.Trail(
      name,
      {
        region,
        tags,
        name: trailName(context),
        s3BucketName: args.bucketName,
        kmsKeyId: args.kmsKeyArn,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*`,
        cloudWatchLogsRoleArn: writer.role.arn,
        advancedEventSelectors: [
          { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
          {
            name: "audit bucket",
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
              { field: "resources.ARN", startsWiths: [pulumi.interpolate`${args.bucketArn}/`] },
            ],
          },
        ],
      },
      { parent: this, protect: keepsData, dependsOn: [writer.rights] },
    );

    this.arn = trail.arn;
    this.registerOutputs({ arn: this.arn });
  }

  /** The role that CloudTrail writes its copy with: it can add to this log group, and nothing else. */
  #logWriter(name: string, context: Context, logGroup: aws.cloudwatch.LogGroup, permissionsBoundary: pulumi.Input<string>) {
    const role = new aws.iam.Role(
      `${name}-log-writer`,
      {
        tags: context.tags,
        name: physicalName(context, `${name}-log-writer`, 64),
        description: "CloudTrail writes its copy into CloudWatch Logs",
        assumeRolePolicy: policy([trusts("cloudtrail.amazonaws.com", context.account)]),
        permissionsBoundary,
      },
      { parent: this },
    );
    const rights = new aws.iam.RolePolicy(
      `${name}-log-writer`,
      {
        role: role.name,
        policy: policy([
          {
            Sid: "WriteTrail",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: pulumi.interpolate`${logGroup.arn}:log-stream:${context.account}_CloudTrail_*`,
          },
        ]),
      },
      { parent: this },
    );
    return { role, rights };
  }
}

function trailName(context: Pick<Context, "environment">): string {
  return physicalName(context, "audit", 128);
}
