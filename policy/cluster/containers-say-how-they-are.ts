import { everyTier, rule } from "../rule.ts";
import { lastingContainersOf, workloads } from "./pods.ts";

/** A container that hangs is restarted, one that is not ready gets no requests. (79: CKV_K8S_8, CKV_K8S_9, R14) */
export const containersSayHowTheyAre = rule("containers-say-how-they-are", everyTier, workloads, ({ inputs }) =>
  lastingContainersOf(inputs).every(({ livenessProbe, readinessProbe }) => livenessProbe && readinessProbe)
    ? undefined
    : "give it a livenessProbe and a readinessProbe",
);
