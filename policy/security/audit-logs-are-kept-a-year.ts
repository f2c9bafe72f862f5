import { rule } from "../rule.ts";

/** An intruder who is found late can still be followed back. (70: CKV_AWS_338) */
export const auditLogsAreKeptAYear = rule(
  "audit-logs-are-kept-a-year",
  { prod: "violation", staging: "advice", dev: "advice" },
  "aws:cloudwatch/logGroup:LogGroup",
  ({ name, inputs }) =>
    /trail|audit/.test(`${name} ${inputs.name}`) && !((inputs.retentionInDays ?? 0) >= 365)
      ? "set retentionInDays to 365 or more"
      : undefined,
);
