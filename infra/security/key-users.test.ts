import assert from "node:assert/strict";
import { alarms, eventRules, logDelivery, logGroups, nodeDisks, trail } from "./key-users.ts";

const where = { account: "111122223333", region: "eu-west-1" };

describe("users of a key", () => {
  for (const [who, statement, service, actions, condition] of [
    [
      "log groups",
      logGroups(where),
      "logs.eu-west-1.amazonaws.com",
      ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:*" } },
    ],
    [
      "log delivery",
      logDelivery(where),
      "delivery.logs.amazonaws.com",
      ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:111122223333:*" },
      },
    ],
    [
      "alarms",
      alarms(where),
      "cloudwatch.amazonaws.com",
      ["kms:Decrypt", "kms:GenerateDataKey*"],
      {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*" },
      },
    ],
    [
      "rules of events",
      eventRules(where),
      "events.amazonaws.com",
      ["kms:Decrypt", "kms:GenerateDataKey*"],
      {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/*" },
      },
    ],
    [
      "a trail",
      trail(where, "arn:trail"),
      "cloudtrail.amazonaws.com",
      ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"],
      { StringEquals: { "aws:SourceAccount": "111122223333", "aws:SourceArn": "arn:trail" } },
    ],
  ] as const) {
    it(`are ${who}, for what is this account's alone`, () => {
      const { Sid, ...rest } = statement;
      assert.match(Sid, /^[A-Za-z]+$/);
      assert.deepEqual(rest, { Effect: "Allow", Principal: { Service: service }, Action: actions, Resource: "*", Condition: condition });
    });
  }

  it("are disks of nodes, by the role with which Auto Scaling starts them, which hands the key on to AWS alone", () => {
    const role = "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    assert.deepEqual(
      nodeDisks(where).map(({ Principal, Action, Condition }) => ({ Principal, Action, Condition })),
      [
        {
          Principal: { AWS: role },
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
          Condition: undefined,
        },
        { Principal: { AWS: role }, Action: "kms:CreateGrant", Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } },
      ],
    );
  });
});
