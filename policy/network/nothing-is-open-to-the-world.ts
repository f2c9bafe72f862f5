import { everyTier, rule } from "../rule.ts";

const everywhere = ["0.0.0.0/0", "::/0"];

/** Nothing can be reached from the whole internet: requests come through the CDN, people through the VPN. (66: EC23, CKV_AWS_24, CKV_AWS_25, CKV_AWS_260, EC2.18, EC2.19) */
export const nothingIsOpenToTheWorld = rule(
  "nothing-is-open-to-the-world",
  everyTier,
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:ec2/securityGroup:SecurityGroup"],
  ({ type, inputs }) => {
    const ranges =
      type === "aws:ec2/securityGroup:SecurityGroup"
        ? (inputs.ingress ?? []).flatMap(({ cidrBlocks = [], ipv6CidrBlocks = [] }) => [...cidrBlocks, ...ipv6CidrBlocks])
        : [inputs.cidrIpv4, inputs.cidrIpv6];
    return ranges.some((range) => everywhere.includes(range ?? "")) ? "name the groups or addresses that may come in" : undefined;
  },
);
