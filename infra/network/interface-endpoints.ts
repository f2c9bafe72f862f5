import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { InterfaceEndpointService } from "../config/interface-endpoints.ts";
import { Component, type Context } from "../core/component.ts";
import { policy } from "../core/iam.ts";
import { named } from "../core/tags.ts";
import { endpointPolicy } from "./endpoint-policy.ts";
import { SecurityGroup } from "./security-group.ts";

export interface InterfaceEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The network's own addresses: who may use the endpoints. */
  readonly cidr: string;
  /** One a zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly services: readonly InterfaceEndpointService[];
}

/**
 * AWS services at addresses of the network itself, under their usual names, so that traffic to them never leaves it. Each costs $7.30 a month a zone
 * ($0.01 an hour) and $0.01 a GB, where the NAT gateway takes $0.045 a GB.
 */
export class InterfaceEndpoints extends Component {
  constructor(name: string, context: Context, args: InterfaceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:InterfaceEndpoints", name, opts);
    const { region } = context;

    const group = new SecurityGroup(
      name,
      context,
      {
        vpcId: args.vpcId,
        description: "Endpoints of AWS services",
        ingress: [{ name: "network", description: "HTTPS from the network", fromCidr: args.cidr, tcpPort: 443 }],
      },
      { parent: this },
    );

    for (const service of args.services) {
      const endpointName = `${name}-${service}`;
      new aws.ec2.VpcEndpoint(
        endpointName,
        {
          region,
          tags: named(context, endpointName),
          vpcId: args.vpcId,
          vpcEndpointType: "Interface",
          serviceName: `com.amazonaws.${region}.${service}`,
          privateDnsEnabled: true,
          subnetIds: [...args.subnetIds],
          securityGroupIds: [group.securityGroupId],
          policy: policy(endpointPolicy(service, context)),
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
