import { everyTier, rule } from "../rule.ts";

/** A request that two parsers may cut differently is not passed on: so none is smuggled in another. (22: CKV_AWS_328, ELB.12) */
export const balancersRefuseAmbiguousRequests = rule(
  "balancers-refuse-ambiguous-requests",
  everyTier,
  "aws:lb/loadBalancer:LoadBalancer",
  ({ inputs }) =>
    inputs.loadBalancerType !== "network" && !["defensive", "strictest"].includes(inputs.desyncMitigationMode ?? "defensive")
      ? "set desyncMitigationMode to defensive or strictest"
      : undefined,
);
