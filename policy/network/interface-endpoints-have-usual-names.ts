import { everyTier, rule } from "../rule.ts";

/** A service is reached by its usual name without leaving the network: whoever does not know of the endpoint uses it too. (must-set) */
export const interfaceEndpointsHaveUsualNames = rule(
  "interface-endpoints-have-usual-names",
  everyTier,
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  ({ inputs }) => (inputs.vpcEndpointType === "Interface" && inputs.privateDnsEnabled !== true ? "set privateDnsEnabled" : undefined),
);
