import { everyTier, rule } from "../rule.ts";

/** An endpoint says who may reach it; without a group of its own it has the network's default one. (must-set) */
export const interfaceEndpointsHaveAGroup = rule(
  "interface-endpoints-have-a-group",
  everyTier,
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  ({ inputs }) =>
    inputs.vpcEndpointType === "Interface" && !inputs.securityGroupIds?.length
      ? "give it a security group that lets the network in on port 443"
      : undefined,
);
