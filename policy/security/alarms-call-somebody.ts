import { everyTier, rule } from "../rule.ts";

/** An alarm that tells nobody is none. (75: CKV_AWS_319) */
export const alarmsCallSomebody = rule("alarms-call-somebody", everyTier, "aws:cloudwatch/metricAlarm:MetricAlarm", ({ inputs }) =>
  inputs.actionsEnabled !== false && inputs.alarmActions?.length ? undefined : "set alarmActions, and leave actionsEnabled on",
);
