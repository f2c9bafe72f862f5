import { adviceInDev, rule } from "../rule.ts";

/** A secret that is deleted can be got back for 30 days. Advice in dev, which wants the name again at once. (must-set) */
export const secretsCanBeBroughtBack = rule("secrets-can-be-brought-back", adviceInDev, "aws:secretsmanager/secret:Secret", ({ inputs }) =>
  (inputs.recoveryWindowInDays ?? 30) >= 30 ? undefined : "set recoveryWindowInDays to 30",
);
