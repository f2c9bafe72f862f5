import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, bucketArn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy, trusts } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";
import { protection } from "../core/protection.ts";
import { named } from "../core/tags.ts";

/** Where flow logs go. `s3`: $0.25 a GB, to be read with queries. `cloudwatch`: $0.50 a GB, to be searched and to raise alarms. */
export type FlowLogDestination =
  | { readonly kind: "s3"; readonly bucket: pulumi.Input<string> }
  | {
      readonly kind: "cloudwatch";
      readonly kmsKeyArn: pulumi.Input<string>;
      readonly permissionBoundaryArn: pulumi.Input<string>;
      /** Days that records are kept. */
      readonly keepDays: number;
    };

export interface FlowLogsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly destination: FlowLogDestination;
}

/**
 * The fields of each record. Pods have secondary addresses of their nodes, which only the `pkt-` fields show; `encryption-status` is what the network's
 * encryption monitor finds.
 */
const fields = [
  "version account-id vpc-id subnet-id interface-id instance-id srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr protocol tcp-flags",
  "packets bytes start end action log-status flow-direction traffic-path az-id encryption-status",
]
  .join(" ")
  .split(" ");

/** A record of every connection that was made or refused in the network. */
export class FlowLogs extends Component {
  constructor(name: string, context: Context, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:FlowLogs", name, opts);
    const { region } = context;
    const { destination } = args;
    const { to, dependsOn } =
      destination.kind === "s3" ? toBucket(context, destination.bucket) : this.#toLogGroup(name, context, destination);

    new aws.ec2.FlowLog(
      name,
      {
        region,
        tags: named(context, name),
        vpcId: args.vpcId,
        trafficType: "ALL",
        logFormat: fields.map((field) => `\${${field}}`).join(" "),
        ...to,
      },
      { parent: this, dependsOn },
    );
    this.registerOutputs({});
  }

  #toLogGroup(name: string, context: Context, to: Extract<FlowLogDestination, { kind: "cloudwatch" }>): Destined {
    const { region, tags, account, keepsData } = context;
    const { kmsKeyArn, permissionBoundaryArn, keepDays } = to;
    const groupName = `/strata/${context.environment}/${name}`;

    const group = new aws.cloudwatch.LogGroup(
      name,
      { region, tags, name: groupName, kmsKeyId: kmsKeyArn, retentionInDays: keepDays, deletionProtectionEnabled: keepsData },
      { parent: this, ...protection(context) },
    );
    const role = new aws.iam.Role(
      name,
      {
        tags,
        name: physicalName(context, name, 64),
        description: `Writes the flow logs of ${context.environment}`,
        permissionsBoundary: permissionBoundaryArn,
        assumeRolePolicy: policy([trusts("vpc-flow-logs.amazonaws.com", account)]),
      },
      { parent: this },
    );
    const rights = new aws.iam.RolePolicy(
      name,
      {
        role: role.name,
        policy: policy([
          {
            Sid: "WriteFlowLogs",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: arn(context, "logs", `log-group:${groupName}:*`),
          },
          { Sid: "FindLogGroup", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: arn(context, "logs", "log-group:*") },
        ]),
      },
      { parent: this },
    );
    return { to: { logDestinationType: "cloud-watch-logs", logDestination: group.arn, iamRoleArn: role.arn }, dependsOn: [rights] };
  }
}

/** The bucket's own policy lets the service write; hours and columns keep queries cheap. */
function toBucket(context: Context, bucket: pulumi.Input<string>): Destined {
  return {
    to: {
      logDestinationType: "s3",
      logDestination: pulumi.output(bucket).apply((bucketName) => bucketArn(context, bucketName)),
      // Hive's own names of folders would not be under `AWSLogs/<account>`, where the bucket's policy lets the service write.
      destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: true },
    },
    dependsOn: [],
  };
}

interface Destined {
  readonly to: Pick<aws.ec2.FlowLogArgs, "logDestinationType" | "logDestination" | "destinationOptions" | "iamRoleArn">;
  /** The rights that AWS wants to be there before it delivers. */
  readonly dependsOn: pulumi.Resource[];
}
