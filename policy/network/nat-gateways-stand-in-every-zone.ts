import { adviceInDev, rule } from "../rule.ts";

/** Losing a zone cuts off no other from the internet. Advice in dev, where one gateway is enough. (68: EC2.15, R10) */
export const natGatewaysStandInEveryZone = rule("nat-gateways-stand-in-every-zone", adviceInDev, "aws:ec2/vpc:Vpc", (network, graph) => {
  const subnets = graph.having("aws:ec2/subnet:Subnet", "vpcId", network);
  const gateways = graph
    .all("aws:ec2/natGateway:NatGateway")
    .flatMap((gateway) => graph.behind(gateway, "subnetId", "aws:ec2/subnet:Subnet"))
    .filter(({ urn }) => subnets.some((subnet) => subnet.urn === urn));
  const regional = graph.having("aws:ec2/natGateway:NatGateway", "vpcId", network);
  if (regional.some(({ inputs }) => inputs.availabilityMode === "regional")) return undefined;
  const served = new Set(gateways.map(({ inputs }) => inputs.availabilityZone));
  const missing = [...new Set(subnets.map(({ inputs }) => inputs.availabilityZone))].filter((zone) => !served.has(zone));
  return missing.length === 0 ? undefined : `put a NAT gateway into ${missing.join(", ")}, or have a regional one`;
});
