import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { Connection } from "./connection.ts";
import { type Ingress, SecurityGroup } from "./security-group.ts";
import type { Targets } from "./targets.ts";

export interface BalancerGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly description: string;
  readonly ingress: readonly Ingress[];
  readonly targets: Targets;
}

/** A balancer's security group: who may come in, and the ways on to its targets. */
export class BalancerGroup extends Component {
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, context: Context, args: BalancerGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:BalancerGroup", name, opts);
    const { vpcId, description, ingress, targets } = args;

    const group = new SecurityGroup(name, context, { vpcId, description, ingress }, { parent: this });

    const way = { fromSecurityGroupId: group.securityGroupId, toSecurityGroupId: targets.securityGroupId };
    new Connection(
      `${name}-requests`,
      context,
      { ...way, tcpPort: targets.tlsPort, description: `Requests of balancer ${name}` },
      { parent: this },
    );
    if (targets.health.port !== targets.tlsPort) {
      new Connection(
        `${name}-health`,
        context,
        { ...way, tcpPort: targets.health.port, description: `Health checks of balancer ${name}` },
        { parent: this },
      );
    }

    this.securityGroupId = group.securityGroupId;
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
