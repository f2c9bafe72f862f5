import { adviceInDev, rule } from "../rule.ts";

/** With a zone lost, two are left to share the load. (25: ELB.13, R10) */
export const balancersSpanThreeZones = rule("balancers-span-three-zones", adviceInDev, "aws:lb/loadBalancer:LoadBalancer", ({ inputs }) =>
  new Set(inputs.subnets).size >= 3 ? undefined : "give it subnets in three zones",
);
