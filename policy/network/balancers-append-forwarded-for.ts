import { everyTier, rule } from "../rule.ts";

/** The last address of X-Forwarded-For is the balancer's own word, whatever the caller wrote before it. (27: LB-XFF) */
export const balancersAppendForwardedFor = rule(
  "balancers-append-forwarded-for",
  everyTier,
  "aws:lb/loadBalancer:LoadBalancer",
  ({ inputs }) =>
    inputs.loadBalancerType !== "network" && (inputs.xffHeaderProcessingMode ?? "append") !== "append"
      ? "set xffHeaderProcessingMode to append"
      : undefined,
);
