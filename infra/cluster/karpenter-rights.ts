import type * as pulumi from "@pulumi/pulumi";
import { arn, iamArn } from "../core/arns.ts";
import type { Context } from "../core/component.ts";
import type { Statement } from "../core/iam.ts";

export interface Rights {
  /** The cluster's name at AWS. */
  readonly clusterName: string;
  /** The name of the role that its nodes have. */
  readonly nodeRoleName: string;
  readonly queueArn: string;
  /** Encrypts its nodes' disks and its queue. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/**
 * What Karpenter may do, split as in its own template (getting-started-with-karpenter/cloudformation.yaml), so that a waiver speaks of one right alone. Its
 * instance profile is made here, so it needs none of the rights to make one.
 */
export function karpenterRights(context: Context, rights: Rights): Readonly<Record<string, readonly Statement[]>> {
  return {
    nodes: nodes(context, rights.clusterName),
    surroundings: surroundings(context, rights),
    discovery: discovery(context),
    "pass-role": passRole(context, rights.nodeRoleName),
  };
}

/** Makes, tags and ends what carries the cluster's tag and a node pool's, and nothing else. */
function nodes(context: Context, clusterName: string): Statement[] {
  const ec2 = (resources: readonly string[], where = context) => resources.map((resource) => arn(where, "ec2", `${resource}/*`));
  const made = ec2(["fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request"]);
  const launch = ["ec2:CreateFleet", "ec2:RunInstances"];
  const own = (tag: "RequestTag" | "ResourceTag") => ({
    StringEquals: { [`aws:${tag}/kubernetes.io/cluster/${clusterName}`]: "owned" },
    StringLike: { [`aws:${tag}/karpenter.sh/nodepool`]: "*" },
  });
  return [
    {
      Sid: "LaunchFromImagesIntoTheNetwork",
      Effect: "Allow",
      Action: launch,
      // Images and their snapshots are AWS's.
      Resource: [...ec2(["image", "snapshot"], { ...context, account: "" }), ...ec2(["security-group", "subnet", "capacity-reservation"])],
    },
    {
      Sid: "LaunchFromOwnTemplates",
      Effect: "Allow",
      Action: launch,
      Resource: ec2(["launch-template"]),
      Condition: own("ResourceTag"),
    },
    {
      Sid: "LaunchWithOwnTags",
      Effect: "Allow",
      Action: [...launch, "ec2:CreateLaunchTemplate"],
      Resource: made,
      Condition: own("RequestTag"),
    },
    {
      Sid: "TagWhatItLaunches",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: made,
      Condition: {
        ...own("RequestTag"),
        StringEquals: {
          ...own("RequestTag").StringEquals,
          "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"],
        },
      },
    },
    {
      Sid: "NameItsNodes",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: ec2(["instance"]),
      Condition: {
        ...own("ResourceTag"),
        "ForAllValues:StringEquals": { "aws:TagKeys": ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"] },
      },
    },
    {
      Sid: "EndItsNodes",
      Effect: "Allow",
      Action: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
      Resource: ec2(["instance", "launch-template"]),
      Condition: own("ResourceTag"),
    },
  ];
}

/** Its cluster, its queue, and the key of its nodes' disks. */
function surroundings(context: Context, { clusterName, queueArn, kmsKeyArn }: Rights): Statement[] {
  return [
    { Sid: "FindTheApi", Effect: "Allow", Action: "eks:DescribeCluster", Resource: arn(context, "eks", `cluster/${clusterName}`) },
    {
      Sid: "HearOfInterruptions",
      Effect: "Allow",
      Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      Resource: queueArn,
    },
    { Sid: "ReadMessages", Effect: "Allow", Action: "kms:Decrypt", Resource: kmsKeyArn },
    {
      Sid: "EncryptDisks",
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
      Resource: kmsKeyArn,
      Condition: { StringEquals: { "kms:ViaService": `ec2.${context.region}.amazonaws.com` } },
    },
    {
      Sid: "FindImages",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: arn({ ...context, account: "" }, "ssm", "parameter/aws/service/*"),
    },
    { Sid: "ReadInstanceProfiles", Effect: "Allow", Action: "iam:GetInstanceProfile", Resource: iamArn(context, "instance-profile/*") },
  ];
}

/** What there is, and what it costs. AWS knows no narrower resource for these. */
function discovery({ region }: Context): Statement[] {
  return [
    {
      Sid: "SeeWhatThereIs",
      Effect: "Allow",
      Action: [
        "ec2:DescribeCapacityReservations",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeInstances",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSpotPriceHistory",
        "ec2:DescribeSubnets",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    { Sid: "SeePricesAndProfiles", Effect: "Allow", Action: ["iam:ListInstanceProfiles", "pricing:GetProducts"], Resource: "*" },
  ];
}

/** Gives nodes their role: this one, to instances alone. */
function passRole(context: Context, nodeRoleName: string): Statement[] {
  return [
    {
      Sid: "GiveNodesTheirRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: iamArn(context, `role/${nodeRoleName}`),
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
  ];
}
