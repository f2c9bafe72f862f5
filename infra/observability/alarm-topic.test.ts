import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { AlarmTopic } from "./alarm-topic.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("AlarmTopic", () => {
  it("is encrypted, and takes this account's alarms alone, over TLS alone", async () => {
    const { "sns.Topic/alarms": topic, "sns.TopicPolicy/alarms": access, ...others } = await made();
    assert.deepEqual(others, {});
    assert.deepEqual(topic, { region: "us-east-1", tags: { tier: "prod" }, name: "prod-alarms", kmsMasterKeyId: "arn:key" });
    assert.equal(access?.arn, "arn:alarms");
    const Resource = "arn:aws:sns:us-east-1:111122223333:prod-alarms";
    assert.deepEqual(JSON.parse(String(access?.policy)).Statement, [
      {
        Sid: "Alarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource,
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:*" },
        },
      },
      {
        Sid: "NoPlainText",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });
});

function made() {
  return created(() => new AlarmTopic("alarms", prod, { kmsKeyArn: "arn:key" }));
}
