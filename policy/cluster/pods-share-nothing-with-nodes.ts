import { everyTier, rule } from "../rule.ts";
import { containersOf, podMakers, podOf } from "./pods.ts";

/** A pod sees neither its node's network, processes and files nor its container runtime. (78: CKV_K8S_17 to 19, CKV_K8S_26, CKV_K8S_27, C-0038, C-0041, C-0044) */
export const podsShareNothingWithNodes = rule("pods-share-nothing-with-nodes", everyTier, podMakers, ({ inputs }) => {
  const { hostNetwork, hostPID, hostIPC, volumes = [] } = podOf(inputs);
  const ports = containersOf(inputs).flatMap((container) => container.ports ?? []);
  return hostNetwork || hostPID || hostIPC || volumes.some(({ hostPath }) => hostPath) || ports.some(({ hostPort }) => hostPort)
    ? "take away hostNetwork, hostPID, hostIPC, hostPath and hostPort"
    : undefined;
});
