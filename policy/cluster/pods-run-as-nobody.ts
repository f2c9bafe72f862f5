import { everyTier, rule } from "../rule.ts";
import { containersOf, podMakers, podOf } from "./pods.ts";

/** A process that gets out of its container is no user of the node. (77: CKV_K8S_23, CKV_K8S_40) */
export const podsRunAsNobody = rule("pods-run-as-nobody", everyTier, podMakers, ({ inputs }) => {
  const pod = podOf(inputs).securityContext;
  return containersOf(inputs).every(({ securityContext: own }) => {
    const user = own?.runAsUser ?? pod?.runAsUser ?? 0;
    return (own?.runAsNonRoot ?? pod?.runAsNonRoot) === true && user >= 10_000;
  })
    ? undefined
    : "set runAsNonRoot, and runAsUser to 10000 or more";
});
