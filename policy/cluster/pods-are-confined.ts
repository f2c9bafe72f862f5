import { everyTier, rule } from "../rule.ts";
import { containersOf, podMakers, podOf } from "./pods.ts";

/** Calls to the kernel that no application needs are refused. (77: CKV_K8S_31) */
export const podsAreConfined = rule("pods-are-confined", everyTier, podMakers, ({ inputs }) => {
  const pod = podOf(inputs).securityContext?.seccompProfile?.type;
  return containersOf(inputs).every(({ securityContext }) => (securityContext?.seccompProfile?.type ?? pod) === "RuntimeDefault")
    ? undefined
    : "set seccompProfile to RuntimeDefault";
});
