import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { created } from "../../test/mocks.ts";
import { type FlowLogDestination, FlowLogs } from "./flow-logs.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const cloudwatch: FlowLogDestination = { kind: "cloudwatch", kmsKeyArn: "arn:key", permissionBoundaryArn: "arn:boundary", keepDays: 365 };

describe("FlowLogs", () => {
  it("write all traffic to a bucket, in columns and by the hour", async () => {
    const { "ec2.FlowLog/flow-logs": log, ...others } = await logs({ kind: "s3", bucket: "prod-logs" });
    assert.deepEqual(others, {});
    const { logFormat, ...inputs } = log ?? {};
    assert.deepEqual(inputs, {
      region: "us-east-1",
      tags: { tier: "prod", Name: "prod-flow-logs" },
      vpcId: "vpc-1",
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::prod-logs",
      destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: true },
    });
    assert.match(String(logFormat), /^\$\{version\} (\$\{[a-z-]+\} )+\$\{encryption-status\}$/);
    assert.match(String(logFormat), /\$\{pkt-srcaddr\} \$\{pkt-dstaddr\}/);
  });

  it("write to an encrypted log group that is kept, by a role that can do nothing else", async () => {
    const resources = await logs(cloudwatch);
    assert.deepEqual(resources["cloudwatch.LogGroup/flow-logs"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "/strata/prod/flow-logs",
      kmsKeyId: "arn:key",
      retentionInDays: 365,
      deletionProtectionEnabled: true,
    });
    const { assumeRolePolicy, ...role } = resources["iam.Role/flow-logs"] ?? {};
    assert.deepEqual(role, {
      tags: { tier: "prod" },
      name: "prod-flow-logs",
      description: "Writes the flow logs of prod",
      permissionsBoundary: "arn:boundary",
    });
    const [trust] = JSON.parse(String(assumeRolePolicy)).Statement;
    assert.deepEqual(trust.Principal, { Service: "vpc-flow-logs.amazonaws.com" });
    assert.deepEqual(trust.Condition, { StringEquals: { "aws:SourceAccount": "111122223333" } });

    const granted = JSON.parse(String(resources["iam.RolePolicy/flow-logs"]?.policy)).Statement;
    assert.deepEqual(
      granted.map(({ Action, Resource }: Record<string, unknown>) => [Action, Resource]),
      [
        [
          ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          "arn:aws:logs:us-east-1:111122223333:log-group:/strata/prod/flow-logs:*",
        ],
        ["logs:DescribeLogGroups", "arn:aws:logs:us-east-1:111122223333:log-group:*"],
      ],
    );
    const { logDestinationType, logDestination, iamRoleArn } = resources["ec2.FlowLog/flow-logs"] ?? {};
    assert.deepEqual(
      { logDestinationType, logDestination, iamRoleArn },
      { logDestinationType: "cloud-watch-logs", logDestination: "arn:flow-logs", iamRoleArn: "arn:flow-logs" },
    );
  });

  it("wait for the role's rights", async () => {
    const awaited: unknown[] = [];
    const opts: pulumi.ComponentResourceOptions = {
      transformations: [
        ({ type, props, opts }) => {
          if (type === "aws:ec2/flowLog:FlowLog") awaited.push(...[(opts as pulumi.CustomResourceOptions).dependsOn].flat());
          return { props, opts };
        },
      ],
    };
    await created(() => new FlowLogs("flow-logs", context, { vpcId: "vpc-1", destination: cloudwatch }, opts));
    assert.equal(awaited.length, 1);
    assert.ok(awaited[0] instanceof aws.iam.RolePolicy);
  });
});

function logs(destination: FlowLogDestination) {
  return created(() => new FlowLogs("flow-logs", context, { vpcId: "vpc-1", destination }));
}
