import { everyTier, rule } from "../rule.ts";

/** Logs are kept as long as somebody decided: without a number AWS keeps them for ever, and bills it. (70: CKV_AWS_338, must-set) */
export const logGroupsHaveAnEnd = rule("log-groups-have-an-end", everyTier, "aws:cloudwatch/logGroup:LogGroup", ({ inputs }) =>
  inputs.retentionInDays ? undefined : "set retentionInDays",
);
