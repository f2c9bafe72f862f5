import { adviceInDev, rule } from "../rule.ts";
import { workloads } from "./pods.ts";

/** One pod in each zone: losing one leaves two. (83: minimum-three-replicas, R10) */
export const workloadsHaveThreePods = rule("workloads-have-three-pods", adviceInDev, workloads, ({ inputs }) =>
  (inputs.spec?.replicas ?? 1) >= 3 ? undefined : "set replicas to 3 or more",
);
