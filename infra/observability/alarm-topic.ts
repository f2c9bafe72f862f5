import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { arn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy, type Statement } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";

export interface AlarmTopicArgs {
  /** A key that CloudWatch's alarms may use. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Where CloudWatch's alarms go: whoever is to be woken subscribes. $0.50 for a million messages, the first million of a month free. */
export class AlarmTopic extends Component {
  /** Waits until the topic's policy is in force. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:AlarmTopic", name, opts);
    const { region, tags } = context;
    const topicName = physicalName(context, name, 256);

    const topic = new aws.sns.Topic(name, { region, tags, name: topicName, kmsMasterKeyId: args.kmsKeyArn }, { parent: this });
    const access = new aws.sns.TopicPolicy(
      name,
      { region, arn: topic.arn, policy: policy(topicStatements(context, arn(context, "sns", topicName))) },
      { parent: this },
    );

    this.arn = access.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** This account's alarms publish, and nobody without TLS. */
function topicStatements(context: Context, topicArn: string): Statement[] {
  return [
    {
      Sid: "Alarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: {
        StringEquals: { "aws:SourceAccount": context.account },
        ArnLike: { "aws:SourceArn": arn(context, "cloudwatch", "alarm:*") },
      },
    },
    {
      Sid: "NoPlainText",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
