import { everyTier, rule } from "../rule.ts";

/** Headers that are none do not reach the application, which may read them otherwise than the balancer did. (21: CKV_AWS_131, ELB.4) */
export const balancersDropInvalidHeaders = rule(
  "balancers-drop-invalid-headers",
  everyTier,
  "aws:lb/loadBalancer:LoadBalancer",
  ({ inputs }) =>
    inputs.loadBalancerType !== "network" && inputs.dropInvalidHeaderFields !== true ? "set dropInvalidHeaderFields" : undefined,
);
