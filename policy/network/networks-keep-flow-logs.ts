import { everyTier, rule } from "../rule.ts";

/** Every connection of a network is on record, those that were refused too: without it nobody can say what an intruder reached. (64: VPC7, CKV2_AWS_11, EC2.6) */
export const networksKeepFlowLogs = rule("networks-keep-flow-logs", everyTier, "aws:ec2/vpc:Vpc", (network, graph) => {
  const logs = graph.having("aws:ec2/flowLog:FlowLog", "vpcId", network);
  return logs.some(({ inputs }) => inputs.trafficType === "ALL") ? undefined : "give it a flow log with trafficType ALL";
});
