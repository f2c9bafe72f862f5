import { everyTier, rule } from "../rule.ts";

/** A certificate renews itself: one that is proved by e-mail waits for somebody to click. (must-set) */
export const certificatesAreProvedByDns = rule(
  "certificates-are-proved-by-dns",
  everyTier,
  "aws:acm/certificate:Certificate",
  ({ inputs }) => (inputs.validationMethod === "DNS" ? undefined : "set validationMethod to DNS"),
);
