import { everyTier, rule } from "../rule.ts";

/** Listeners speak TLS, or answer nothing but where the TLS one is. (19: CKV_AWS_2, CKV2_AWS_20, ELB.1) */
export const listenersEncrypt = rule("listeners-encrypt", everyTier, "aws:lb/listener:Listener", ({ inputs }) => {
  const { protocol = "", defaultActions = [] } = inputs;
  const redirects =
    protocol === "HTTP" && defaultActions.length > 0 && defaultActions.every(({ redirect }) => redirect?.protocol === "HTTPS");
  return ["HTTPS", "TLS"].includes(protocol) || redirects ? undefined : "set protocol to HTTPS or TLS";
});
