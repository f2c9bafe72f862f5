import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { awsPolicyArn } from "../core/arns.ts";
import { Component, type Context } from "../core/component.ts";
import { policy } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";

export interface NodeRoleArgs {
  readonly description: string;
  readonly permissionBoundaryArn: pulumi.Input<string>;
}

/** What nodes may do themselves: join, fetch images, be looked after by Session Manager. What pods may do comes by Pod Identity, and is not theirs. */
export class NodeRole extends Component {
  readonly roleName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** For `dependsOn`: a node that comes before them cannot join. */
  readonly rights: readonly pulumi.Resource[];

  constructor(name: string, context: Context, args: NodeRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cluster:NodeRole", name, opts);

    const role = new aws.iam.Role(
      name,
      {
        tags: context.tags,
        name: nodeRoleNameOf(context, name),
        description: args.description,
        permissionsBoundary: args.permissionBoundaryArn,
        assumeRolePolicy: policy([
          {
            Sid: "ActAsRole",
            Effect: "Allow",
            Principal: { Service: "ec2.amazonaws.com" },
            Action: "sts:AssumeRole",
            // EC2 may not say whose instance it is. A role cannot be passed to one of another account anyway.
            Condition: { StringEqualsIfExists: { "aws:SourceAccount": context.account } },
          },
        ]),
      },
      { parent: this },
    );
    this.rights = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"].map(
      (right) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-${right}`,
          { role: role.name, policyArn: awsPolicyArn(context, right) },
          { parent: this },
        ),
    );

    this.roleName = role.name;
    this.arn = role.arn;
    this.registerOutputs({ roleName: this.roleName, arn: this.arn });
  }
}

/** The name at AWS of the role that a NodeRole called `name` makes. */
export function nodeRoleNameOf(context: Context, name: string): string {
  return physicalName(context, name, 64);
}
