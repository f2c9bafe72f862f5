import { everyTier, rule } from "../rule.ts";

/** Whether a balancer sends to other zones is decided, not left to defaults that differ by its type: it costs money, and evens out load. (25: CKV_AWS_152) */
export const balancersSayHowTheyCrossZones = rule(
  "balancers-say-how-they-cross-zones",
  everyTier,
  "aws:lb/loadBalancer:LoadBalancer",
  ({ inputs }) => (inputs.enableCrossZoneLoadBalancing === undefined ? "set enableCrossZoneLoadBalancing, either way" : undefined),
);
