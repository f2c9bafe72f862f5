import { adviceInDev, rule } from "../rule.ts";

/** A zone's subnets leave through the zone's own NAT gateway: traffic across zones is paid for, and fails with the other zone. (68, R10) */
export const routesStayInTheirZone = rule("routes-stay-in-their-zone", adviceInDev, "aws:ec2/route:Route", (route, graph) => {
  const gateways = graph.behind(route, "natGatewayId", "aws:ec2/natGateway:NatGateway");
  const out = gateways.flatMap((gateway) => graph.behind(gateway, "subnetId", "aws:ec2/subnet:Subnet"));
  if (out.length === 0) return undefined;
  const leaving = graph
    .behind(route, "routeTableId", "aws:ec2/routeTable:RouteTable")
    .flatMap((table) => graph.having("aws:ec2/routeTableAssociation:RouteTableAssociation", "routeTableId", table))
    .flatMap((association) => graph.behind(association, "subnetId", "aws:ec2/subnet:Subnet"));
  const zones = new Set([...out, ...leaving].map(({ inputs }) => inputs.availabilityZone));
  return zones.size <= 1 ? undefined : "give each zone a route table of its own that leads to the zone's NAT gateway";
});
