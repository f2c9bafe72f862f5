import { everyTier, rule } from "../rule.ts";

/** A reader of a group, or of one of its rules, sees what it is for. (67: EC27, CKV_AWS_23) */
export const securityGroupsAreDescribed = rule(
  "security-groups-are-described",
  everyTier,
  [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  ],
  ({ inputs }) => (/^(Managed by \w+)?$/.test(inputs.description ?? "") ? "say in its description what it is for" : undefined),
);
