import { everyTier, rule } from "../rule.ts";

/** No balancer has a public address: the CDN and the accelerator reach internal ones. (10: CF-ORIGIN, must-set) */
export const balancersAreInternal = rule("balancers-are-internal", everyTier, "aws:lb/loadBalancer:LoadBalancer", ({ inputs }) =>
  inputs.internal === true ? undefined : "set internal",
);
