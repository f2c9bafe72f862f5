import { everyTier, rule } from "../rule.ts";

/** Who reaches a balancer is said by a group of its own: without one an application balancer gets the network's default, and a network balancer admits everybody. (must-set) */
export const balancersHaveAGroup = rule("balancers-have-a-group", everyTier, "aws:lb/loadBalancer:LoadBalancer", ({ inputs }) =>
  inputs.securityGroups?.length ? undefined : "set securityGroups",
);
