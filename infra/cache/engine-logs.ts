import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";

export interface EngineLogsArgs {
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long they are kept. */
  readonly days: number;
}

/** What a cache says of itself in CloudWatch Logs: slow commands, and what its engine reports. $0.50 a GB. */
export class EngineLogs extends Component {
  /** What tells a replication group to write here. */
  readonly delivery: aws.types.input.elasticache.ReplicationGroupLogDeliveryConfiguration[];

  constructor(name: string, context: Context, args: EngineLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cache:EngineLogs", name, opts);
    const { region, tags } = context;

    this.delivery = ["slow-log", "engine-log"].map((logType) => {
      const group = new aws.cloudwatch.LogGroup(
        `${name}-${logType}`,
        {
          region,
          tags,
          // Under this path the delivery service needs no further room in the account's one policy for log groups.
          name: `/aws/vendedlogs/elasticache/${context.environment}/${name}/${logType}`,
          kmsKeyId: args.kmsKeyArn,
          retentionInDays: args.days,
        },
        { parent: this },
      );
      return { logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: group.name };
    });
    this.registerOutputs({});
  }
}
