import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { named } from "../core/tags.ts";
import { description } from "./description.ts";

/** Who may open connections to the group's members: the members of another group or, where there is none to name, a range of addresses. */
export type Ingress = {
  /** Names the rule, unique in its group; it is part of the rule's URN. */
  readonly name: string;
  readonly description: string;
  readonly tcpPort: number;
} & ({ readonly fromSecurityGroupId: pulumi.Input<string> } | { readonly fromCidr: string });

export interface SecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  /** At most 255 characters, no apostrophe among them. AWS replaces the group when it changes. */
  readonly description: string;
  /** @default nobody: the group is only a badge that other groups' rules name */
  readonly ingress?: readonly Ingress[];
}

/**
 * Members accept what `ingress` lists and open no connection themselves, except what a Connection lets them. One rule is one resource, so that a change
 * touches only its own.
 */
export class SecurityGroup extends Component {
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, context: Context, args: SecurityGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:SecurityGroup", name, opts);
    const { region, tags } = context;

    const group = new aws.ec2.SecurityGroup(
      name,
      { region, tags: named(context, name), vpcId: args.vpcId, description: description(args.description) },
      { parent: this },
    );

    for (const rule of args.ingress ?? []) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-from-${rule.name}`,
        {
          region,
          tags,
          securityGroupId: group.id,
          description: description(rule.description),
          ...("fromCidr" in rule ? { cidrIpv4: rule.fromCidr } : { referencedSecurityGroupId: rule.fromSecurityGroupId }),
          ipProtocol: "tcp",
          fromPort: rule.tcpPort,
          toPort: rule.tcpPort,
        },
        { parent: this },
      );
    }

    this.securityGroupId = group.id;
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
