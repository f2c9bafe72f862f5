import { everyTier, rule } from "../rule.ts";

/** Every request of a balancer is on record. (23: CKV_AWS_91, ELB2, ELB.5) */
export const balancersKeepAccessLogs = rule("balancers-keep-access-logs", everyTier, "aws:lb/loadBalancer:LoadBalancer", ({ inputs }) =>
  inputs.accessLogs?.enabled === true && inputs.accessLogs.bucket ? undefined : "set accessLogs, with a bucket and enabled",
);
