import { arn, iamArn } from "../core/arns.ts";
import type { Context } from "../core/component.ts";
import type { Statement } from "../core/iam.ts";

type Where = Pick<Context, "account" | "region">;

// In a key's policy the resource can only be the key itself, which is written so.
const thisKey = { Resource: "*" } as const;

/** Leaves it to the account's IAM policies who of its users and roles may use and administer the key. Without this nobody could ever change it again. */
export function accountByIam(where: Where): Statement {
  return { Sid: "AccountByIam", Effect: "Allow", Principal: { AWS: iamArn(where, "root") }, Action: "kms:*", ...thisKey };
}

/** CloudWatch Logs, for log groups of this account and region. */
export function logGroups(where: Where): Statement {
  return {
    Sid: "LogGroups",
    Effect: "Allow",
    Principal: { Service: `logs.${where.region}.amazonaws.com` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    ...thisKey,
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn(where, "logs", "log-group:*") } },
  };
}

/** The service that brings flow logs and other vended logs of this account into a bucket. */
export function logDelivery(where: Where): Statement {
  return {
    Sid: "LogDelivery",
    Effect: "Allow",
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    ...thisKey,
    Condition: { StringEquals: { "aws:SourceAccount": where.account }, ArnLike: { "aws:SourceArn": arn(where, "logs", "*") } },
  };
}

/** Alarms of this account and region, which publish to an encrypted topic. */
export function alarms(where: Where): Statement {
  return {
    Sid: "Alarms",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    ...thisKey,
    Condition: { StringEquals: { "aws:SourceAccount": where.account }, ArnLike: { "aws:SourceArn": arn(where, "cloudwatch", "alarm:*") } },
  };
}

/** EventBridge's rules of this account and region, which send to an encrypted queue. */
export function eventRules(where: Where): Statement {
  return {
    Sid: "EventRules",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    ...thisKey,
    Condition: { StringEquals: { "aws:SourceAccount": where.account }, ArnLike: { "aws:SourceArn": arn(where, "events", "rule/*") } },
  };
}

/** Auto Scaling's own role in the account, which starts nodes with encrypted disks: it has no policy that IAM could let it use a key by. */
export function nodeDisks(where: Where): Statement[] {
  const Principal = { AWS: iamArn(where, "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling") };
  return [
    {
      Sid: "NodeDisks",
      Effect: "Allow",
      Principal,
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      ...thisKey,
    },
    {
      Sid: "NodeDisksHoldTheKey",
      Effect: "Allow",
      Principal,
      Action: "kms:CreateGrant",
      ...thisKey,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** CloudTrail, for one trail. It decrypts too, because the trail's bucket has a bucket key: without that right CloudTrail refuses to create or change the trail. */
export function trail(where: Where, trailArn: string): Statement {
  return {
    Sid: "Trail",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"],
    ...thisKey,
    Condition: { StringEquals: { "aws:SourceAccount": where.account, "aws:SourceArn": trailArn } },
  };
}
