import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { physicalName } from "../core/names.ts";
import { apiAccess } from "./access.ts";
import { EngineLogs } from "./engine-logs.ts";
import { nodesOf, ShardAlarms } from "./shard-alarms.ts";
import { ShardScaling } from "./shard-scaling.ts";
import { Users } from "./users.ts";
import { familyOf, hardened, parameters, upgradedByAws, type ValkeyArgs } from "./valkey.ts";

export interface RedisClusterArgs extends ValkeyArgs {
  /** Shards of the 16,384 hash slots. Each costs `1 + replicas` nodes. */
  readonly shards: number;
  /** Copies of each shard in other zones. @default 2 in prod, 1 in staging, 0 in dev */
  readonly replicas: number;
  /** Lets the number of shards follow the load, between `shards` and `maxShards`. */
  readonly scaling: { readonly enabled: boolean; readonly maxShards: number };
}

/**
 * The second cache tier: Valkey in cluster mode, failing over by itself. It is no system of record, so its writes go to no durable log. The
 * daily snapshots ($0.085 a GB a month) are there to be looked into: restored under traffic, they would bring back entries that were
 * invalidated since.
 */
export class RedisCluster extends Component {
  /** The address that clients discover the shards from. */
  readonly configurationEndpoint: pulumi.Output<string>;

  constructor(name: string, context: Context, args: RedisClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cache:RedisCluster", name, opts);
    const { region, tags, keepsData } = context;
    const child = { parent: this };
    const groupId = physicalName(context, name, 40);
    const family = familyOf(args.engineVersion);
    const description = `Cache of ${context.environment}`;

    const subnets = new aws.elasticache.SubnetGroup(
      name,
      { region, tags, name: physicalName(context, name, 255), description, subnetIds: [...args.subnetIds] },
      child,
    );
    const settings = new aws.elasticache.ParameterGroup(
      name,
      {
        region,
        tags,
        // With its family in the name, the next version's group can be made before this one goes.
        name: physicalName(context, `${name}-${family}`, 255),
        family,
        description,
        parameters: [{ name: "cluster-enabled", value: "yes" }, ...parameters],
      },
      child,
    );
    const users = new Users(`${name}-users`, context, { access: apiAccess, password: args.password }, child);
    const logs = new EngineLogs(`${name}-logs`, context, { kmsKeyArn: args.logKeyArn, days: args.logDays }, child);

    const group = new aws.elasticache.ReplicationGroup(
      name,
      {
        ...hardened(context, args),
        replicationGroupId: groupId,
        description,
        clusterMode: "enabled",
        numNodeGroups: args.shards,
        replicasPerNodeGroup: args.replicas,
        // Cluster mode wants failover on even without replicas; several zones only make sense with them.
        automaticFailoverEnabled: true,
        multiAzEnabled: args.replicas > 0,
        subnetGroupName: subnets.name,
        parameterGroupName: settings.name,
        userGroupIds: [users.groupId],
        logDeliveryConfigurations: logs.delivery,
        snapshotRetentionLimit: keepsData ? 7 : 0,
      },
      {
        ...child,
        protect: keepsData,
        retainOnDelete: keepsData,
        deleteBeforeReplace: true,
        ignoreChanges: [...upgradedByAws, ...(args.scaling.enabled ? ["numNodeGroups"] : [])],
      },
    );

    if (args.scaling.enabled) {
      const { maxShards } = args.scaling;
      new ShardScaling(`${name}-scaling`, context, { groupId: group.replicationGroupId, minShards: args.shards, maxShards }, child);
    }
    // Limit: shards that scaling adds have no alarms of their own.
    for (let shard = 1; shard <= args.shards; shard++) {
      const nodes = nodesOf(groupId, args.replicas, shard);
      new ShardAlarms(`${name}-shard-${shard}`, context, { nodes, topicArn: args.alarmTopicArn }, child);
    }

    this.configurationEndpoint = group.configurationEndpointAddress;
    this.registerOutputs({ configurationEndpoint: this.configurationEndpoint });
  }
}
