import { everyTier, rule } from "../rule.ts";

/** A secret that has leaked unnoticed is worth nothing after 90 days. (59: SMG4, CKV_AWS_304, CKV2_AWS_57) */
export const secretsRotate = rule("secrets-rotate", everyTier, "aws:secretsmanager/secret:Secret", (secret, graph) =>
  graph
    .having("aws:secretsmanager/secretRotation:SecretRotation", "secretId", secret)
    .some(({ inputs }) => (inputs.rotationRules?.automaticallyAfterDays ?? Number.POSITIVE_INFINITY) <= 90)
    ? undefined
    : "give it a SecretRotation of at most 90 days",
);
