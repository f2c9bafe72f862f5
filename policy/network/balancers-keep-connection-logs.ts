import { everyTier, rule } from "../rule.ts";

/** Handshakes that fail leave no request to record: the connection's own log has them. (23: ELB.5) */
export const balancersKeepConnectionLogs = rule(
  "balancers-keep-connection-logs",
  everyTier,
  "aws:lb/loadBalancer:LoadBalancer",
  ({ inputs }) =>
    inputs.loadBalancerType === "network" || (inputs.connectionLogs?.enabled === true && inputs.connectionLogs.bucket)
      ? undefined
      : "set connectionLogs, with a bucket and enabled",
);
