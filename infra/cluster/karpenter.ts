import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { policy } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";
import { InterruptionQueue } from "./interruption-queue.ts";
import { karpenterRights } from "./karpenter-rights.ts";
import { NodeRole, nodeRoleNameOf } from "./node-role.ts";
import { PodRole } from "./pod-role.ts";

export interface KarpenterArgs {
  readonly clusterName: pulumi.Input<string>;
  /** The same, as it is known before the cluster is there. */
  readonly plannedClusterName: string;
  /** Encrypts its nodes' disks and its queue. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly permissionBoundaryArn: pulumi.Input<string>;
}

/** What Karpenter needs at AWS to make nodes by need and to take them away: its role, its nodes' role, and word of interruptions. Free but for the nodes. */
export class Karpenter extends Component {
  constructor(name: string, context: Context, args: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cluster:Karpenter", name, opts);
    const { region, tags } = context;
    const { clusterName, plannedClusterName, kmsKeyArn, permissionBoundaryArn } = args;
    const child = { parent: this };

    const nodeRoleName = `${name}-node`;
    const nodeRole = new NodeRole(
      nodeRoleName,
      context,
      { description: `Nodes of ${context.environment} that Karpenter makes`, permissionBoundaryArn },
      child,
    );
    new aws.iam.InstanceProfile(nodeRoleName, { tags, name: nodeRoleNameOf(context, nodeRoleName), role: nodeRole.roleName }, child);
    // Managed node groups make the entry of their role themselves; for these nodes nobody else does.
    new aws.eks.AccessEntry(nodeRoleName, { region, tags, clusterName, principalArn: nodeRole.arn, type: "EC2_LINUX" }, child);

    const queue = new InterruptionQueue(`${name}-interruptions`, context, { kmsKeyArn }, child);

    const rights = karpenterRights(context, {
      clusterName: plannedClusterName,
      nodeRoleName: nodeRoleNameOf(context, nodeRoleName),
      queueArn: queue.arn,
      kmsKeyArn,
    });
    const policies = Object.entries(rights).map(([right, statements]) => {
      const policyName = `${name}-${right}`;
      const made = new aws.iam.Policy(
        policyName,
        { tags, name: physicalName(context, policyName, 128), policy: policy(statements) },
        child,
      );
      return [right, made.arn] as const;
    });
    const controller = new PodRole(
      name,
      context,
      {
        description: `Karpenter of ${context.environment}`,
        clusterName: plannedClusterName,
        policyArns: Object.fromEntries(policies),
        permissionBoundaryArn,
      },
      child,
    );
    new aws.eks.PodIdentityAssociation(
      name,
      { region, tags, clusterName, namespace: "kube-system", serviceAccount: "karpenter", roleArn: controller.arn },
      child,
    );
    this.registerOutputs({});
  }
}
