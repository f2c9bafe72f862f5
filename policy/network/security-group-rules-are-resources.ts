import { everyTier, rule } from "../rule.ts";

/** One rule is one resource: rules inside a group fight with those beside it, and a change of one shows as a change of all. (must-set) */
export const securityGroupRulesAreResources = rule(
  "security-group-rules-are-resources",
  everyTier,
  "aws:ec2/securityGroup:SecurityGroup",
  ({ inputs }) =>
    inputs.ingress || inputs.egress ? "make each rule a vpc.SecurityGroupIngressRule or vpc.SecurityGroupEgressRule of its own" : undefined,
);
