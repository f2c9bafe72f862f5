import { arn, bucketArn } from "../core/arns.ts";
import type { Context } from "../core/component.ts";
import type { Statement } from "../core/iam.ts";

type Where = Pick<Context, "environment" | "account" | "region">;

/** What no bucket takes from anybody: requests without TLS, or with one older than 1.3 (AWS's own services, which choose their version themselves, are let in with theirs). */
export function safeTransportOnly(where: Where, bucket: string): Statement[] {
  const everything = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: whole(where, bucket) } as const;
  return [
    { Sid: "NoPlainText", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    {
      Sid: "NoOldTls",
      ...everything,
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.3" }, Bool: { "aws:PrincipalIsAWSService": "false" } },
    },
  ];
}

/** Access and connection logs of this account's application load balancers, under `prefix`. */
export function balancerLogs(where: Where, bucket: string, prefix: string): Statement {
  return {
    Sid: "LoadBalancerLogs",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: logsOf(where, bucket, prefix),
    Condition: { ArnLike: { "aws:SourceArn": arn(where, "elasticloadbalancing", "loadbalancer/*") } },
  };
}

/** Server access logs of this environment's buckets, under `prefix`. */
export function bucketAccessLogs(where: Where, bucket: string, prefix: string): Statement {
  return {
    Sid: "BucketAccessLogs",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `${bucketArn(where, bucket)}/${prefix}/*`,
    Condition: {
      StringEquals: { "aws:SourceAccount": where.account },
      ArnLike: { "aws:SourceArn": bucketArn(where, `${where.environment}-*`) },
    },
  };
}

/** Vended logs of this account and region: VPC flow logs, the network load balancer's. Under `prefix`, or at the bucket's root. */
export function vendedLogs(where: Where, bucket: string, prefix?: string): Statement[] {
  const service = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } } as const;
  const ours = { StringEquals: { "aws:SourceAccount": where.account }, ArnLike: { "aws:SourceArn": arn(where, "logs", "*") } };
  return [
    {
      Sid: "VendedLogsLook",
      ...service,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucketArn(where, bucket),
      Condition: ours,
    },
    {
      Sid: "VendedLogs",
      ...service,
      Action: "s3:PutObject",
      Resource: [logsOf(where, bucket, prefix), hiveLogsOf(where, bucket, prefix)],
      Condition: { ...ours, StringEquals: { ...ours.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}

/** What one trail of CloudTrail records. */
export function trailLogs(where: Where, bucket: string, trailArn: string): Statement[] {
  const service = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  return [
    {
      Sid: "TrailLooks",
      ...service,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn(where, bucket),
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "Trail",
      ...service,
      Action: "s3:PutObject",
      Resource: logsOf(where, bucket),
      Condition: { StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}

function whole(where: Where, bucket: string): string[] {
  return [bucketArn(where, bucket), `${bucketArn(where, bucket)}/*`];
}

/** The folder that AWS's services write an account's logs to. */
function logsOf(where: Where, bucket: string, prefix?: string): string {
  return [bucketArn(where, bucket), prefix, "AWSLogs", where.account, "*"].filter(Boolean).join("/");
}

/** The same where the folders are to be read as columns. */
function hiveLogsOf(where: Where, bucket: string, prefix?: string): string {
  return [bucketArn(where, bucket), prefix, "AWSLogs", `aws-account-id=${where.account}`, "*"].filter(Boolean).join("/");
}
