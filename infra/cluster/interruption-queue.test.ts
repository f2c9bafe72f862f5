import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { InterruptionQueue } from "./interruption-queue.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const queueArn = "arn:aws:sqs:us-east-1:111122223333:prod-cluster-interruptions";

describe("InterruptionQueue", () => {
  it("is encrypted and forgets what is too late", async () => {
    assert.deepEqual((await parts())["sqs.Queue/cluster-interruptions"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "prod-cluster-interruptions",
      kmsMasterKeyId: "arn:key",
      messageRetentionSeconds: 300,
    });
  });

  it("takes from its own rules alone, and over TLS alone", async () => {
    assert.deepEqual(JSON.parse(String((await parts())["sqs.QueuePolicy/cluster-interruptions"]?.policy)).Statement, [
      {
        Sid: "EventRules",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:events:us-east-1:111122223333:rule/prod-cluster-interruptions-*" },
        },
      },
      {
        Sid: "NoPlainText",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: queueArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("hears of all five kinds of interruption, from rules that its policy lets in", async () => {
    const made = await parts();
    const rules = Object.entries(made).filter(([name]) => name.startsWith("cloudwatch.EventRule/"));
    assert.deepEqual(
      rules.map(([, { name, eventPattern }]) => [name, eventPattern]),
      [
        ["health", "aws.health", "AWS Health Event"],
        ["spot", "aws.ec2", "EC2 Spot Instance Interruption Warning"],
        ["rebalance", "aws.ec2", "EC2 Instance Rebalance Recommendation"],
        ["state", "aws.ec2", "EC2 Instance State-change Notification"],
        ["capacity", "aws.ec2", "EC2 Capacity Reservation Instance Interruption Warning"],
      ].map(([event, source, kind]) => [
        `prod-cluster-interruptions-${event}`,
        JSON.stringify({ source: [source], "detail-type": [kind] }),
      ]),
    );
    assert.deepEqual(made["cloudwatch.EventTarget/cluster-interruptions-spot"], {
      region: "us-east-1",
      rule: "prod-cluster-interruptions-spot",
      arn: "arn:cluster-interruptions",
    });
  });

  it("has rules within EventBridge's 64 characters whatever the environment is called, and lets those in", async () => {
    const made = await parts({ ...prod, environment: "a".repeat(20) }, "cluster-karpenter-interruptions");
    const names = Object.entries(made).flatMap(([key, { name }]) => (key.startsWith("cloudwatch.EventRule/") ? [String(name)] : []));
    const policy = String(made["sqs.QueuePolicy/cluster-karpenter-interruptions"]?.policy);
    const [, prefix = "?"] = /rule\/([^*"]+)\*/.exec(policy) ?? [];
    for (const name of names) assert.ok(name.length <= 64 && name.startsWith(prefix), name);
  });
});

function parts(context = prod, name = "cluster-interruptions") {
  return created(() => new InterruptionQueue(name, context, { kmsKeyArn: "arn:key" }));
}
