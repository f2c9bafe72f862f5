import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { awsPolicyArn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy } from "../core/iam.ts";
import { addOn } from "./add-on.ts";
import { ControlPlane, type ControlPlaneArgs, clusterNameOf } from "./control-plane.ts";
import { Karpenter } from "./karpenter.ts";
import { NodeGroup } from "./node-group.ts";
import { NodeRole } from "./node-role.ts";
import { PodRole } from "./pod-role.ts";

export interface ClusterArgs extends Omit<ControlPlaneArgs, "subnetIds"> {
  /** The subnets for nodes and pods, each with the letter of its zone. */
  readonly subnets: readonly { readonly zone: string; readonly id: pulumi.Input<string> }[];
  /** Of each node. */
  readonly diskGibibytes: number;
  /** Nodes for the cluster's own pods, Karpenter among them, spread over the zones. */
  readonly system: { readonly instanceTypes: readonly string[]; readonly nodes: number };
  /** Nodes for what keeps data on disks: a disk stays in its zone, so each zone has nodes of its own. */
  readonly data: { readonly instanceTypes: readonly string[]; readonly nodesPerZone: number };
  /** Versions of the add-ons, which go with Kubernetes' own. */
  readonly addOns: Readonly<Record<AddOnName, string>>;
}

type AddOnName =
  | "aws-ebs-csi-driver"
  | "coredns"
  | "eks-pod-identity-agent"
  | "kube-proxy"
  | "metrics-server"
  | "snapshot-controller"
  | "vpc-cni";

const systemTaint = { key: "CriticalAddonsOnly", value: "true" };

/** Lets an add-on that does not ask for it by itself onto the system's nodes. */
const onSystemNodes = { tolerations: [{ key: systemTaint.key, operator: "Exists" }] };

/** The Kubernetes cluster as AWS knows it: its API, its nodes, its add-ons, and what makes further nodes by need. What runs in it comes with other layers. */
export class Cluster extends Component {
  readonly clusterName: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, context: Context, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cluster:Cluster", name, opts);
    const { environment } = context;
    const { kmsKeyArn, permissionBoundaryArn, subnets, addOns } = args;
    const child = { parent: this };
    const plannedClusterName = clusterNameOf(context, name);

    const { clusterName, endpoint } = new ControlPlane(name, context, { ...args, subnetIds: subnets.map(({ id }) => id) }, child);

    const podRole = (service: string, policyName: string) =>
      new PodRole(
        `${name}-${service}`,
        context,
        {
          description: `${service} of ${environment}`,
          clusterName: plannedClusterName,
          policyArns: { rights: awsPolicyArn(context, policyName) },
          permissionBoundaryArn,
        },
        child,
      );

    // What a node needs to become ready comes before the nodes: the agent first, which gives the network its identity.
    const agent = addOn("eks-pod-identity-agent", name, context, { clusterName, version: addOns["eks-pod-identity-agent"] }, child);
    const cni = podRole("cni", "AmazonEKS_CNI_Policy");
    const network = addOn(
      "vpc-cni",
      name,
      context,
      {
        clusterName,
        version: addOns["vpc-cni"],
        configuration: { enableNetworkPolicy: "true" },
        identity: { serviceAccount: "aws-node", roleArn: cni.arn },
      },
      { ...child, dependsOn: [agent, cni] },
    );
    const proxy = addOn("kube-proxy", name, context, { clusterName, version: addOns["kube-proxy"] }, child);

    const role = new NodeRole(`${name}-node`, context, { description: `Nodes of ${environment}`, permissionBoundaryArn }, child);
    const nodes = { clusterName, version: args.version, role, diskGibibytes: args.diskGibibytes, kmsKeyArn };
    const afterNetwork = { ...child, dependsOn: [agent, network, proxy] };
    const system = new NodeGroup(
      `${name}-system`,
      context,
      { ...nodes, ...args.system, subnetIds: subnets.map(({ id }) => id), dedicatedTo: "system", taint: systemTaint },
      afterNetwork,
    );
    for (const { zone, id } of subnets) {
      new NodeGroup(
        `${name}-data-${zone}`,
        context,
        {
          ...nodes,
          instanceTypes: args.data.instanceTypes,
          nodes: args.data.nodesPerZone,
          subnetIds: [id],
          dedicatedTo: "data",
          taint: { key: "dedicated", value: "data" },
        },
        afterNetwork,
      );
    }

    // What has pods of its own waits for nodes to run them.
    const afterNodes = { ...child, dependsOn: [system] };
    addOn("coredns", name, context, { clusterName, version: addOns.coredns }, afterNodes);
    for (const tolerant of ["metrics-server", "snapshot-controller"] as const)
      addOn(tolerant, name, context, { clusterName, version: addOns[tolerant], configuration: onSystemNodes }, afterNodes);
    const disks = podRole("ebs-csi", "service-role/AmazonEBSCSIDriverPolicy");
    const key = new aws.iam.RolePolicy(`${name}-ebs-csi-key`, { role: disks.roleName, policy: diskKey(kmsKeyArn) }, child);
    addOn(
      "aws-ebs-csi-driver",
      name,
      context,
      {
        clusterName,
        version: addOns["aws-ebs-csi-driver"],
        identity: { serviceAccount: "ebs-csi-controller-sa", roleArn: disks.arn },
      },
      { ...child, dependsOn: [system, disks, key] },
    );

    new Karpenter(`${name}-karpenter`, context, { clusterName, plannedClusterName, kmsKeyArn, permissionBoundaryArn }, child);

    this.clusterName = clusterName;
    this.endpoint = endpoint;
    this.registerOutputs({ clusterName, endpoint });
  }
}

/** Volumes are encrypted with the cluster's key: the driver hands it on to AWS, disk by disk. */
function diskKey(kmsKeyArn: pulumi.Input<string>): pulumi.Output<string> {
  return policy([
    {
      Sid: "EncryptDisks",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
      Resource: kmsKeyArn,
    },
    {
      Sid: "HandTheKeyToDisks",
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
      Resource: kmsKeyArn,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ]);
}
