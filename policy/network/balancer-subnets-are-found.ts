import { everyTier, rule } from "../rule.ts";

const tags = ["kubernetes.io/role/internal-elb", "karpenter.sh/discovery"];

/** The cluster's controllers find the subnets of nodes and internal balancers by their tags, and do without those that have none. (must-set) */
export const balancerSubnetsAreFound = rule("balancer-subnets-are-found", everyTier, "aws:ec2/subnet:Subnet", (subnet, graph) => {
  if (graph.having("aws:lb/loadBalancer:LoadBalancer", "subnets", subnet).length === 0) return undefined;
  const missing = tags.filter((tag) => !subnet.inputs.tags?.[tag]);
  return missing.length === 0 ? undefined : `tag it with ${missing.join(" and ")}`;
});
