import { everyTier, rule } from "../rule.ts";

/** Listeners speak TLS 1.3 only. (20: CKV_AWS_103, CKV2_AWS_74) */
export const listenersSpeakTls13 = rule("listeners-speak-tls-1.3", everyTier, "aws:lb/listener:Listener", ({ inputs }) =>
  ["HTTPS", "TLS"].includes(inputs.protocol ?? "") && !/TLS13-1-3/.test(inputs.sslPolicy ?? "")
    ? "set sslPolicy to a TLS 1.3 policy"
    : undefined,
);
