import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { arn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";

export interface PodRoleArgs {
  readonly description: string;
  /** The cluster's name at AWS: pods of no other one take the role on. */
  readonly clusterName: string;
  /** ARNs of policies by a name for each attachment. */
  readonly policyArns: Readonly<Record<string, pulumi.Input<string>>>;
  readonly permissionBoundaryArn: pulumi.Input<string>;
}

/** What pods of a service account may do at AWS, by Pod Identity: EKS gives them the role's credentials, and nothing in the cluster holds any. */
export class PodRole extends Component {
  readonly roleName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: PodRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cluster:PodRole", name, opts);

    const role = new aws.iam.Role(
      name,
      {
        tags: context.tags,
        name: physicalName(context, name, 64),
        description: args.description,
        permissionsBoundary: args.permissionBoundaryArn,
        assumeRolePolicy: policy([
          {
            Sid: "ActAsRole",
            Effect: "Allow",
            Principal: { Service: "pods.eks.amazonaws.com" },
            Action: ["sts:AssumeRole", "sts:TagSession"],
            Condition: {
              StringEquals: { "aws:SourceAccount": context.account },
              ArnEquals: { "aws:SourceArn": arn(context, "eks", `cluster/${args.clusterName}`) },
            },
          },
        ]),
      },
      { parent: this },
    );
    for (const [policyName, policyArn] of Object.entries(args.policyArns))
      new aws.iam.RolePolicyAttachment(`${name}-${policyName}`, { role: role.name, policyArn }, { parent: this });

    this.roleName = role.name;
    this.arn = role.arn;
    this.registerOutputs({ roleName: this.roleName, arn: this.arn });
  }
}
