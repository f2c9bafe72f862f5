import { everyTier, rule } from "../rule.ts";

/** Nothing gets a public address by standing in the wrong subnet. (68: CKV_AWS_130, EC2.15) */
export const subnetsGiveNoPublicAddress = rule("subnets-give-no-public-address", everyTier, "aws:ec2/subnet:Subnet", ({ inputs }) =>
  inputs.mapPublicIpOnLaunch === true || inputs.assignIpv6AddressOnCreation === true ? "leave mapPublicIpOnLaunch off" : undefined,
);
