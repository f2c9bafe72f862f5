import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { description } from "./description.ts";

export interface ConnectionArgs {
  readonly fromSecurityGroupId: pulumi.Input<string>;
  readonly toSecurityGroupId: pulumi.Input<string>;
  readonly tcpPort: number;
  /** Stands on both rules. At most 255 characters, no apostrophe among them. */
  readonly description: string;
}

/** Lets the members of one security group open connections to those of another: a rule on each side, because each side denies by default. */
export class Connection extends Component {
  constructor(name: string, context: Context, args: ConnectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Connection", name, opts);
    const { region, tags } = context;
    const { tcpPort, fromSecurityGroupId, toSecurityGroupId } = args;
    const rule = { region, tags, description: description(args.description), ipProtocol: "tcp", fromPort: tcpPort, toPort: tcpPort };

    new aws.vpc.SecurityGroupEgressRule(
      name,
      { ...rule, securityGroupId: fromSecurityGroupId, referencedSecurityGroupId: toSecurityGroupId },
      { parent: this },
    );
    new aws.vpc.SecurityGroupIngressRule(
      name,
      { ...rule, securityGroupId: toSecurityGroupId, referencedSecurityGroupId: fromSecurityGroupId },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
