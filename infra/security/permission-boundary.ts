import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { iamArn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy, type Statement } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";

/**
 * The most that any role of the environment can do, whatever its own policies say: use the services that its workloads are made of, in its
 * region. Nothing of organizations or billing is among them, and of IAM nothing by which a role could raise itself; what protects data and its traces stays out
 * of their hands. A boundary grants nothing by itself. Free.
 */
export class PermissionBoundary extends Component {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, context: Context, opts?: pulumi.ComponentResourceOptions) {
    super("security:PermissionBoundary", name, opts);

    const boundary = new aws.iam.Policy(
      name,
      {
        tags: context.tags,
        name: physicalName(context, "boundary", 128),
        description: `The most that roles of ${context.environment} can do`,
        policy: policy(boundaryStatements(context)),
      },
      { parent: this },
    );

    this.arn = boundary.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** Services that workloads use. A layer that needs a further one adds it here, where a reviewer sees it. */
const services = [
  "autoscaling",
  "cloudwatch",
  "ec2",
  "ec2messages",
  "ecr",
  "eks",
  "eks-auth",
  "elasticache",
  "elasticloadbalancing",
  "kms",
  "logs",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "sts",
  "xray",
];

/** What would undo the protection of data, of its keys or of its traces. */
const undoingProtection = [
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "logs:DeleteLogGroup",
  "logs:DeleteLogStream",
  "logs:PutRetentionPolicy",
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "secretsmanager:DeleteResourcePolicy",
  "secretsmanager:DeleteSecret",
  "secretsmanager:PutResourcePolicy",
];

function boundaryStatements(context: Context): Statement[] {
  const { region, environment } = context;
  return [
    {
      Sid: "ServicesOfTheRegion",
      Effect: "Allow",
      Action: services.map((service) => `${service}:*`),
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    { Sid: "ProtectionStays", Effect: "Deny", Action: undoingProtection, Resource: "*" },
    {
      // A disk or a table that AWS encrypts needs one; a person who could make one could pass the key on.
      Sid: "KeyGrantsForAwsAlone",
      Effect: "Deny",
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } },
    },
    // Neither has regions: prices of instances are in one place for all, and reading profiles gives nobody a right.
    {
      Sid: "PricesAndProfiles",
      Effect: "Allow",
      Action: ["iam:GetInstanceProfile", "iam:ListInstanceProfiles", "pricing:GetProducts"],
      Resource: "*",
    },
    {
      // Who starts nodes gives them their role: one that ends in `-node`, and to instances alone.
      Sid: "RolesOfNodes",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: iamArn(context, `role/${environment}-*-node`),
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
  ];
}
