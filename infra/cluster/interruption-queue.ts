import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { arn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";

export interface InterruptionQueueArgs {
  /** A key that EventBridge's rules may use. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** What Karpenter is told of, by the name of its rule: source and kind of the event. */
const events: Readonly<Record<string, readonly [source: string, detailType: string]>> = {
  health: ["aws.health", "AWS Health Event"],
  spot: ["aws.ec2", "EC2 Spot Instance Interruption Warning"],
  rebalance: ["aws.ec2", "EC2 Instance Rebalance Recommendation"],
  state: ["aws.ec2", "EC2 Instance State-change Notification"],
  capacity: ["aws.ec2", "EC2 Capacity Reservation Instance Interruption Warning"],
};

/** Tells Karpenter of nodes that AWS is about to take away, so that it moves their pods in time. Costs cents. */
export class InterruptionQueue extends Component {
  readonly arn: string;

  constructor(name: string, context: Context, args: InterruptionQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cluster:InterruptionQueue", name, opts);
    const { region, tags, account } = context;
    const queueName = physicalName(context, name, 80);
    this.arn = arn(context, "sqs", queueName);

    const queue = new aws.sqs.Queue(
      name,
      {
        region,
        tags,
        name: queueName,
        kmsMasterKeyId: args.kmsKeyArn,
        // A warning is worth nothing once the node is gone: spot gives two minutes.
        messageRetentionSeconds: 300,
      },
      { parent: this },
    );
    const access = new aws.sqs.QueuePolicy(
      name,
      {
        region,
        queueUrl: queue.url,
        policy: policy([
          {
            Sid: "EventRules",
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: this.arn,
            Condition: {
              StringEquals: { "aws:SourceAccount": account },
              ArnLike: { "aws:SourceArn": arn(context, "events", `rule/${physicalName(context, name, 40)}-*`) },
            },
          },
          {
            Sid: "NoPlainText",
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: this.arn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ]),
      },
      { parent: this },
    );

    for (const [event, [source, detailType]] of Object.entries(events)) {
      const ruleName = `${name}-${event}`;
      const rule = new aws.cloudwatch.EventRule(
        ruleName,
        {
          region,
          tags,
          name: `${physicalName(context, name, 40)}-${event}`,
          description: detailType,
          eventPattern: JSON.stringify({ source: [source], "detail-type": [detailType] }),
        },
        { parent: this },
      );
      new aws.cloudwatch.EventTarget(ruleName, { region, rule: rule.name, arn: queue.arn }, { parent: this, dependsOn: [access] });
    }
    this.registerOutputs({});
  }
}
