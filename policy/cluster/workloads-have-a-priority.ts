import { everyTier, rule } from "../rule.ts";
import { podOf, workloads } from "./pods.ts";

/** When a node is full, it is decided what must go. (85: polaris priorityClassNotSet) */
export const workloadsHaveAPriority = rule("workloads-have-a-priority", everyTier, workloads, ({ inputs }) =>
  podOf(inputs).priorityClassName ? undefined : "set priorityClassName",
);
