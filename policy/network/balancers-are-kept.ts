import { adviceInDev, rule } from "../rule.ts";

/** Nobody deletes a balancer by mistake: its address is in other systems. (24: CKV_AWS_150, ELB.6) */
export const balancersAreKept = rule("balancers-are-kept", adviceInDev, "aws:lb/loadBalancer:LoadBalancer", ({ inputs }) =>
  inputs.enableDeletionProtection === true ? undefined : "set enableDeletionProtection",
);
