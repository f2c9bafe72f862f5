import { everyTier, rule } from "../rule.ts";

/** Whatever a listener must still admit, it has a policy with post-quantum key exchange and no weak cipher: without one AWS takes its own of 2016. (20: CKV_AWS_103, must-set) */
export const listenersNameACurrentPolicy = rule("listeners-name-a-current-policy", everyTier, "aws:lb/listener:Listener", ({ inputs }) =>
  ["HTTPS", "TLS"].includes(inputs.protocol ?? "") && !/TLS13-1-(3|2-Res)-PQ-/.test(inputs.sslPolicy ?? "")
    ? "set sslPolicy to a TLS13-1-3-PQ policy, or to a TLS13-1-2-Res-PQ one for callers that offer nothing newer"
    : undefined,
);
