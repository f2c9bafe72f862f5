import { everyTier, rule } from "../rule.ts";

/** What one version of a key encrypted is bounded. (58: KMS5, CKV_AWS_7, KMS.4) */
export const keysRotate = rule("keys-rotate", everyTier, "aws:kms/key:Key", ({ inputs }) => {
  const { enableKeyRotation, rotationPeriodInDays: days = 365 } = inputs;
  return enableKeyRotation === true && days <= 365 ? undefined : "set enableKeyRotation, with a period of at most 365 days";
});
