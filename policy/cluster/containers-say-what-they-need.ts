import { everyTier, rule } from "../rule.ts";
import { containersOf, podMakers } from "./pods.ts";

/** Nodes are filled by what containers say they need, and one that wants more memory takes it from no other. (79: CKV_K8S_10 to 13, C-0270, C-0271) */
export const containersSayWhatTheyNeed = rule("containers-say-what-they-need", everyTier, podMakers, ({ inputs }) =>
  containersOf(inputs).every(({ resources }) => resources?.requests?.cpu && resources.requests.memory && resources.limits?.memory)
    ? undefined
    : "set requests for cpu and memory, and a limit for memory",
);
