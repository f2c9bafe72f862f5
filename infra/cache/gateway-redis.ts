import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { physicalName } from "../core/names.ts";
import { gatewayAccess } from "./access.ts";
import { EngineLogs } from "./engine-logs.ts";
import { nodesOf, ShardAlarms } from "./shard-alarms.ts";
import { Users } from "./users.ts";
import { familyOf, hardened, parameters, upgradedByAws, type ValkeyArgs } from "./valkey.ts";

export interface GatewayRedisArgs extends ValkeyArgs {
  /** Copies in other zones. @default 1, in dev 0 */
  readonly replicas: number;
}

/**
 * The gateway's counters for its rate limits. Not a cluster: Kong's plugin follows no redirection to another shard. They are worth
 * nothing after their minute, so there are no snapshots; without this cache the gateway counts in each of its pods.
 */
export class GatewayRedis extends Component {
  /** The address of the primary, whichever node that is. */
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, context: Context, args: GatewayRedisArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cache:GatewayRedis", name, opts);
    const { region, tags, keepsData } = context;
    const child = { parent: this };
    const groupId = physicalName(context, name, 40);
    const family = familyOf(args.engineVersion);
    const description = `Rate limits of the gateway of ${context.environment}`;

    const subnets = new aws.elasticache.SubnetGroup(
      name,
      { region, tags, name: physicalName(context, name, 255), description, subnetIds: [...args.subnetIds] },
      child,
    );
    const settings = new aws.elasticache.ParameterGroup(
      name,
      { region, tags, name: physicalName(context, `${name}-${family}`, 255), family, description, parameters },
      child,
    );
    const users = new Users(`${name}-users`, context, { access: gatewayAccess, password: args.password }, child);
    const logs = new EngineLogs(`${name}-logs`, context, { kmsKeyArn: args.logKeyArn, days: args.logDays }, child);

    const group = new aws.elasticache.ReplicationGroup(
      name,
      {
        ...hardened(context, args),
        replicationGroupId: groupId,
        description,
        clusterMode: "disabled",
        numCacheClusters: 1 + args.replicas,
        automaticFailoverEnabled: args.replicas > 0,
        multiAzEnabled: args.replicas > 0,
        subnetGroupName: subnets.name,
        parameterGroupName: settings.name,
        userGroupIds: [users.groupId],
        logDeliveryConfigurations: logs.delivery,
        snapshotRetentionLimit: 0,
      },
      { ...child, protect: keepsData, retainOnDelete: keepsData, deleteBeforeReplace: true, ignoreChanges: upgradedByAws },
    );
    new ShardAlarms(`${name}-shard`, context, { nodes: nodesOf(groupId, args.replicas), topicArn: args.alarmTopicArn }, child);

    this.endpoint = group.primaryEndpointAddress;
    this.registerOutputs({ endpoint: this.endpoint });
  }
}
