import { everyTier, rule } from "../rule.ts";

/** What forgets to name its security group can talk to nobody, where AWS would let it talk to its like. (65: CKV2_AWS_12, EC2.2) */
export const defaultSecurityGroupsAreEmpty = rule("default-security-groups-are-empty", everyTier, "aws:ec2/vpc:Vpc", (network, graph) => {
  const [group] = graph.having("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId", network);
  if (!group) return "take over its default security group, with no rules";
  const { ingress = [], egress = [] } = group.inputs;
  return ingress.length + egress.length === 0 ? undefined : "take all rules from its default security group";
});
