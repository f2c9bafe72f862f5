import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { awsPolicyArn, clusterAccessPolicyArn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy, trusts } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";
import { protection } from "../core/protection.ts";

export interface ControlPlaneArgs {
  /** Kubernetes' version, such as `1.35`. It can be raised by one minor at a time, never lowered. */
  readonly version: string;
  readonly endpoint: {
    /** Whether the API is reached from the network. */
    readonly private: boolean;
    /** Addresses that reach the API from the internet too. Empty: nobody does. */
    readonly publicCidrs: readonly string[];
  };
  /** ARNs of the roles that may do everything in the cluster, no two of one name. Nobody else may, not even who makes it. */
  readonly admins: readonly string[];
  /** In two zones at least: the API has an address in each. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Encrypts the cluster's secrets before they are written. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logKeyArn: pulumi.Input<string>;
  readonly logDays: number;
  readonly permissionBoundaryArn: pulumi.Input<string>;
}

/** The cluster's API and what AWS runs behind it, without nodes. About $73 a month while its version is in standard support. */
export class ControlPlane extends Component {
  /** Waits until the cluster is there. */
  readonly clusterName: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, context: Context, args: ControlPlaneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cluster:ControlPlane", name, opts);
    const { region, tags, keepsData } = context;
    const { publicCidrs } = args.endpoint;
    const clusterName = clusterNameOf(context, name);

    // EKS would make it without a key and without an end.
    const logs = new aws.cloudwatch.LogGroup(
      name,
      { region, tags, name: `/aws/eks/${clusterName}/cluster`, kmsKeyId: args.logKeyArn, retentionInDays: args.logDays },
      { parent: this, ...protection(context) },
    );
    const { role, rights } = this.#createRole(name, context, args);

    const cluster = new aws.eks.Cluster(
      name,
      {
        region,
        tags,
        name: clusterName,
        version: args.version,
        roleArn: role.arn,
        vpcConfig: {
          subnetIds: [...args.subnetIds],
          endpointPrivateAccess: args.endpoint.private,
          endpointPublicAccess: publicCidrs.length > 0,
          ...(publicCidrs.length > 0 && { publicAccessCidrs: [...publicCidrs] }),
        },
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        encryptionConfig: { provider: { keyArn: args.kmsKeyArn }, resources: ["secrets"] },
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        // A version that leaves standard support is upgraded, instead of costing six times as much.
        upgradePolicy: { supportType: "STANDARD" },
        zonalShiftConfig: { enabled: true },
        // The network, the proxy and names come as add-ons, whose versions are ours.
        bootstrapSelfManagedAddons: false,
        deletionProtection: keepsData,
      },
      // Without its rights, EKS could not clean up behind a cluster that is deleted.
      { parent: this, dependsOn: [logs, ...rights], ...protection(context) },
    );

    for (const principalArn of args.admins) {
      const entryName = `${name}-admin-${principalArn.split("/").at(-1)}`;
      const entry = new aws.eks.AccessEntry(entryName, { region, tags, clusterName: cluster.name, principalArn }, { parent: this });
      new aws.eks.AccessPolicyAssociation(
        entryName,
        {
          region,
          clusterName: cluster.name,
          principalArn: entry.principalArn,
          policyArn: clusterAccessPolicyArn(context, "AmazonEKSClusterAdminPolicy"),
          accessScope: { type: "cluster" },
        },
        { parent: this },
      );
    }

    this.clusterName = cluster.name;
    this.endpoint = cluster.endpoint;
    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.endpoint });
  }

  #createRole(name: string, context: Context, args: ControlPlaneArgs) {
    const role = new aws.iam.Role(
      name,
      {
        tags: context.tags,
        name: physicalName(context, name, 64),
        description: `Runs the cluster of ${context.environment}`,
        permissionsBoundary: args.permissionBoundaryArn,
        assumeRolePolicy: policy([trusts("eks.amazonaws.com", context.account)]),
      },
      { parent: this },
    );
    const managed = new aws.iam.RolePolicyAttachment(
      name,
      { role: role.name, policyArn: awsPolicyArn(context, "AmazonEKSClusterPolicy") },
      { parent: this },
    );
    const key = new aws.iam.RolePolicy(
      `${name}-key`,
      {
        role: role.name,
        policy: policy([
          {
            Sid: "EncryptSecrets",
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
            Resource: args.kmsKeyArn,
          },
        ]),
      },
      { parent: this },
    );
    return { role, rights: [managed, key] };
  }
}

/** The name at AWS of the cluster that a control plane called `name` makes. */
export function clusterNameOf(context: Context, name: string): string {
  return physicalName(context, name, 100);
}
