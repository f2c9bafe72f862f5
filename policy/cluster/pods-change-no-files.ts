import { everyTier, rule } from "../rule.ts";
import { containersOf, podMakers } from "./pods.ts";

/** An intruder can leave nothing in a container; what must write has a volume for it. (77: CKV_K8S_22) */
export const podsChangeNoFiles = rule("pods-change-no-files", everyTier, podMakers, ({ inputs }) =>
  containersOf(inputs).every(({ securityContext }) => securityContext?.readOnlyRootFilesystem === true)
    ? undefined
    : "set readOnlyRootFilesystem",
);
