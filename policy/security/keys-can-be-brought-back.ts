import { adviceInDev, rule } from "../rule.ts";

/** A key that is deleted takes with it all that it encrypted: there are 30 days to notice. Advice in dev, which is taken down and set up again. (58, must-set) */
export const keysCanBeBroughtBack = rule("keys-can-be-brought-back", adviceInDev, "aws:kms/key:Key", ({ inputs }) =>
  (inputs.deletionWindowInDays ?? 30) >= 30 ? undefined : "set deletionWindowInDays to 30",
);
