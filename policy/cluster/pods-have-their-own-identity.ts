import { everyTier, rule } from "../rule.ts";
import { podMakers, podOf } from "./pods.ts";

/** A pod has an identity of its own, and none towards the cluster's API. (81: CKV_K8S_38, CKV_K8S_41) */
export const podsHaveTheirOwnIdentity = rule("pods-have-their-own-identity", everyTier, podMakers, ({ inputs }) => {
  const { serviceAccountName = "default", automountServiceAccountToken } = podOf(inputs);
  return serviceAccountName !== "default" && automountServiceAccountToken === false
    ? undefined
    : "set serviceAccountName to its own, and automountServiceAccountToken to false";
});
