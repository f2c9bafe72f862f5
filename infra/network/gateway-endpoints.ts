import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { policy } from "../core/iam.ts";
import { named } from "../core/tags.ts";
import { dynamodbEndpointPolicy, s3EndpointPolicy } from "./endpoint-policy.ts";

export interface GatewayEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Route tables of the subnets that reach the services this way. */
  readonly routeTableIds: readonly pulumi.Input<string>[];
}

/** S3 and DynamoDB without the NAT gateway: free, where the gateway takes $0.045 a GB. */
export class GatewayEndpoints extends Component {
  constructor(name: string, context: Context, args: GatewayEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:GatewayEndpoints", name, opts);
    const { region } = context;

    for (const [service, statements] of [
      ["s3", s3EndpointPolicy(context)],
      ["dynamodb", dynamodbEndpointPolicy(context)],
    ] as const) {
      const endpointName = `${name}-${service}`;
      new aws.ec2.VpcEndpoint(
        endpointName,
        {
          region,
          tags: named(context, endpointName),
          vpcId: args.vpcId,
          vpcEndpointType: "Gateway",
          serviceName: `com.amazonaws.${region}.${service}`,
          routeTableIds: [...args.routeTableIds],
          policy: policy(statements),
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
