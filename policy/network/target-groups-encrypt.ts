import { everyTier, rule } from "../rule.ts";

/** What a balancer sends on is encrypted too. (26: CKV_AWS_378) */
export const targetGroupsEncrypt = rule("target-groups-encrypt", everyTier, "aws:lb/targetGroup:TargetGroup", ({ inputs }) =>
  ["HTTPS", "TLS"].includes(inputs.protocol ?? "") ? undefined : "set protocol to HTTPS or TLS",
);
