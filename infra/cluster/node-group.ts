import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { physicalName } from "../core/names.ts";
import { named } from "../core/tags.ts";
import type { NodeRole } from "./node-role.ts";

/** Keeps pods off nodes, but those that tolerate it. */
export interface Taint {
  readonly key: string;
  readonly value: string;
}

export interface NodeGroupArgs {
  readonly clusterName: pulumi.Input<string>;
  readonly version: string;
  readonly role: NodeRole;
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Graviton's, the preferred one first; the others are for the day that it cannot be had. */
  readonly instanceTypes: readonly string[];
  readonly nodes: number;
  /** Of each node, for images, logs and what pods write to themselves. $0.08 a GiB a month. */
  readonly diskGibibytes: number;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** What its nodes are for: the value of their label `dedicated`. */
  readonly dedicatedTo: string;
  readonly taint: Taint;
}

/** Nodes of a fixed number, for what must be there before nodes can be made by need, and for what stays with its disk. They run Bottlerocket. */
export class NodeGroup extends Component {
  constructor(name: string, context: Context, args: NodeGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cluster:NodeGroup", name, opts);
    const { region, tags } = context;
    const encrypted = { encrypted: "true", kmsKeyId: args.kmsKeyArn, volumeType: "gp3", deleteOnTermination: "true" };

    const template = new aws.ec2.LaunchTemplate(
      name,
      {
        region,
        tags,
        name: physicalName(context, name, 128),
        description: `Nodes of ${name}`,
        updateDefaultVersion: true,
        // One hop: pods do not reach the node's own credentials.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        // Bottlerocket's own disk, which is never written to, and the one for everything else.
        blockDeviceMappings: [
          { deviceName: "/dev/xvda", ebs: encrypted },
          { deviceName: "/dev/xvdb", ebs: { ...encrypted, volumeSize: args.diskGibibytes } },
        ],
        tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
          resourceType,
          tags: named(context, name),
        })),
      },
      { parent: this },
    );

    new aws.eks.NodeGroup(
      name,
      {
        region,
        tags,
        clusterName: args.clusterName,
        nodeGroupName: physicalName(context, name, 63),
        version: args.version,
        amiType: "BOTTLEROCKET_ARM_64",
        nodeRoleArn: args.role.arn,
        subnetIds: [...args.subnetIds],
        instanceTypes: [...args.instanceTypes],
        capacityType: "ON_DEMAND",
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        scalingConfig: { minSize: args.nodes, desiredSize: args.nodes, maxSize: args.nodes },
        updateConfig: { maxUnavailablePercentage: 33 },
        nodeRepairConfig: { enabled: true },
        labels: { dedicated: args.dedicatedTo },
        taints: [{ ...args.taint, effect: "NO_SCHEDULE" }],
      },
      { parent: this, dependsOn: [...args.role.rights] },
    );
    this.registerOutputs({});
  }
}
