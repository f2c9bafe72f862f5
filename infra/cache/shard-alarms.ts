import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { physicalName } from "../core/names.ts";

export interface ShardAlarmsArgs {
  /** The shard's nodes, by ElastiCache's names for them (see `nodesOf`). */
  readonly nodes: readonly string[];
  /** The topic that is told of an alarm, and of its end. */
  readonly topicArn: pulumi.Input<string>;
}

/** The names that ElastiCache gives a group's nodes: `prod-cache-0002-001` in a cluster, `prod-gateway-001` outside one. */
export function nodesOf(groupId: string, replicas: number, shard?: number): string[] {
  const prefix = shard === undefined ? groupId : `${groupId}-${String(shard).padStart(4, "0")}`;
  return Array.from({ length: 1 + replicas }, (_, node) => `${prefix}-${String(node + 1).padStart(3, "0")}`);
}

interface Watched {
  readonly what: string;
  readonly description: string;
  readonly metricName: string;
  readonly statistic: "Average" | "Maximum" | "Minimum";
  /** Makes one number of the nodes'. */
  readonly over: "MAX" | "SUM";
  readonly comparisonOperator: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  /** For how many minutes in a row. */
  readonly minutes: number;
  /** What it means when there is no measurement at all. */
  readonly treatMissingData: "breaching" | "missing";
}

const watched: readonly Watched[] = [
  {
    what: "primary",
    description: "has no primary: its keys can be neither written nor read from it",
    metricName: "IsMaster",
    statistic: "Minimum",
    over: "SUM",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    minutes: 3,
    treatMissingData: "breaching",
  },
  {
    what: "memory",
    description: "uses over 80 % of its memory: soon it lets go of entries before their time",
    metricName: "DatabaseMemoryUsagePercentage",
    statistic: "Average",
    over: "MAX",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 80,
    minutes: 15,
    treatMissingData: "missing",
  },
  {
    what: "cpu",
    description: "has an engine busy for over 80 % of the time: commands wait for each other",
    metricName: "EngineCPUUtilization",
    statistic: "Average",
    over: "MAX",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 80,
    minutes: 5,
    treatMissingData: "missing",
  },
];

const replicaLag: Watched = {
  what: "lag",
  description: "has a replica more than 5 seconds behind: a failover to it would lose as much",
  metricName: "ReplicationLag",
  statistic: "Maximum",
  over: "MAX",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 5,
  minutes: 5,
  treatMissingData: "missing",
};

/** Alarms of one shard over the worst of its nodes. $0.10 a month for each alarm and node. */
export class ShardAlarms extends Component {
  constructor(name: string, context: Context, { nodes, topicArn }: ShardAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cache:ShardAlarms", name, opts);
    const { region, tags } = context;

    for (const alarm of nodes.length > 1 ? [...watched, replicaLag] : watched) {
      const { what, description, minutes, comparisonOperator, threshold, treatMissingData } = alarm;
      new aws.cloudwatch.MetricAlarm(
        `${name}-${what}`,
        {
          region,
          tags,
          name: physicalName(context, `${name}-${what}`, 255),
          alarmDescription: `${context.environment}: ${name} ${description}`,
          metricQueries: [...nodes.map((node, index) => measured(alarm, node, index)), overall(alarm)],
          comparisonOperator,
          threshold,
          evaluationPeriods: minutes,
          treatMissingData,
          alarmActions: [topicArn],
          okActions: [topicArn],
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}

type Query = aws.types.input.cloudwatch.MetricAlarmMetricQuery;

function measured({ metricName, statistic }: Watched, node: string, index: number): Query {
  return {
    id: `node${index + 1}`,
    metric: { namespace: "AWS/ElastiCache", metricName, dimensions: { CacheClusterId: node }, period: 60, stat: statistic },
  };
}

function overall({ over, metricName }: Watched): Query {
  return { id: "shard", expression: `${over}(METRICS())`, label: metricName, returnData: true };
}
