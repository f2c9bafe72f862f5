import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { protection } from "../core/protection.ts";

export interface RedisClusterArgs {
  /** Shards of the 16,384 hash slots. Each costs `1 + replicas` nodes. */
  readonly shards: number;
  /** Copies of each shard in other zones. @default 2 in prod, 0 in dev */
  readonly replicas: number;
  /** ElastiCache node type, e.g. `cache.r7g.large` (13 GiB, about $128 a month a node). */
  readonly nodeType: string;
  readonly engineVersion: string;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** The second cache tier: Valkey in cluster mode, encrypted, failing over by itself. */
export class RedisCluster extends Component {
  /** The address that clients discover the shards from. */
  readonly configurationEndpoint: pulumi.Output<string>;

  constructor(name: string, context: Context, args: RedisClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cache:RedisCluster", name, opts);
    const { region, tags } = context;

    const subnets = new aws.elasticache.SubnetGroup(name, { region, tags, subnetIds: args.subnetIds }, { parent: this });

    const group = new aws.elasticache.ReplicationGroup(
      name,
      {
        region,
        tags,
        description: `Cache of ${context.environment}`,
        engine: "valkey",
        engineVersion: args.engineVersion,
        nodeType: args.nodeType,
        clusterMode: "enabled",
        numNodeGroups: args.shards,
        replicasPerNodeGroup: args.replicas,
        // Cluster mode wants failover on even without replicas; several zones only make sense with them.
        automaticFailoverEnabled: true,
        multiAzEnabled: args.replicas > 0,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        atRestEncryptionEnabled: true,
        kmsKeyId: args.kmsKeyArn,
        subnetGroupName: subnets.name,
        securityGroupIds: [args.securityGroupId],
        snapshotRetentionLimit: context.keepsData ? 7 : 0,
      },
      { parent: this, ...protection(context) },
    );

    this.configurationEndpoint = group.configurationEndpointAddress;
    this.registerOutputs({ configurationEndpoint: this.configurationEndpoint });
  }
}
