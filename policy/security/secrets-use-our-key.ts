import { everyTier, rule } from "../rule.ts";

/** Who may read a secret is also decided by the key that it is encrypted with: AWS's own admits the whole account. (59: SMG4, CKV_AWS_149) */
export const secretsUseOurKey = rule("secrets-use-our-key", everyTier, "aws:secretsmanager/secret:Secret", ({ inputs }) =>
  inputs.kmsKeyId && !inputs.kmsKeyId.startsWith("alias/aws/") ? undefined : "set kmsKeyId to a key of the environment",
);
