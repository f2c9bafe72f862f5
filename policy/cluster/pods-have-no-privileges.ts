import { everyTier, rule } from "../rule.ts";
import { containersOf, podMakers } from "./pods.ts";

/** A process that is taken over has no rights on its node, and gets none. (77: CKV_K8S_16, CKV_K8S_20, CKV_K8S_28, CKV_K8S_37) */
export const podsHaveNoPrivileges = rule("pods-have-no-privileges", everyTier, podMakers, ({ inputs }) =>
  containersOf(inputs).every(
    ({ securityContext: security }) =>
      security?.privileged !== true && security?.allowPrivilegeEscalation === false && security.capabilities?.drop?.includes("ALL"),
  )
    ? undefined
    : "set allowPrivilegeEscalation to false, drop the capabilities ALL, and leave privileged off",
);
