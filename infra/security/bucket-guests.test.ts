import assert from "node:assert/strict";
import { balancerLogs, bucketAccessLogs, safeTransportOnly, trailLogs, vendedLogs } from "./bucket-guests.ts";

const where = { environment: "prod", account: "111122223333", region: "us-east-1" };

describe("what a bucket takes from whom", () => {
  it("is nothing without TLS 1.3, whoever asks", () => {
    const whole = ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"];
    assert.deepEqual(safeTransportOnly(where, "logs"), [
      {
        Sid: "NoPlainText",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: whole,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "NoOldTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: whole,
        Condition: { NumericLessThan: { "s3:TlsVersion": "1.3" }, Bool: { "aws:PrincipalIsAWSService": "false" } },
      },
    ]);
  });

  it("is the logs of this account's load balancers, in their folders", () => {
    assert.deepEqual(balancerLogs(where, "logs", "balancers/*"), {
      Sid: "LoadBalancerLogs",
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::logs/balancers/*/AWSLogs/111122223333/*",
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/*" } },
    });
  });

  it("is the access logs of this environment's buckets", () => {
    assert.deepEqual(bucketAccessLogs(where, "logs", "s3"), {
      Sid: "BucketAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::logs/s3/*",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:s3:::prod-*" },
      },
    });
  });

  it("is vended logs of this account, in plain folders and in those that are columns", () => {
    const ours = { "aws:SourceAccount": "111122223333" };
    const source = { "aws:SourceArn": "arn:aws:logs:us-east-1:111122223333:*" };
    const service = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } };
    assert.deepEqual(vendedLogs(where, "logs"), [
      {
        Sid: "VendedLogsLook",
        ...service,
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: "arn:aws:s3:::logs",
        Condition: { StringEquals: ours, ArnLike: source },
      },
      {
        Sid: "VendedLogs",
        ...service,
        Action: "s3:PutObject",
        Resource: ["arn:aws:s3:::logs/AWSLogs/111122223333/*", "arn:aws:s3:::logs/AWSLogs/aws-account-id=111122223333/*"],
        Condition: { StringEquals: { ...ours, "s3:x-amz-acl": "bucket-owner-full-control" }, ArnLike: source },
      },
    ]);
  });

  it("is what one trail records", () => {
    const service = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
    assert.deepEqual(trailLogs(where, "audit", "arn:trail"), [
      {
        Sid: "TrailLooks",
        ...service,
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws:s3:::audit",
        Condition: { StringEquals: { "aws:SourceArn": "arn:trail" } },
      },
      {
        Sid: "Trail",
        ...service,
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::audit/AWSLogs/111122223333/*",
        Condition: { StringEquals: { "aws:SourceArn": "arn:trail", "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ]);
  });
});
