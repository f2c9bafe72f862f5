import { adviceInDev, rule } from "../rule.ts";

/** A zone that has run out of one type of instance has another. (36: AutoScaling.6) */
export const nodeGroupsHaveAnAlternative = rule(
  "node-groups-have-an-alternative",
  adviceInDev,
  "aws:eks/nodeGroup:NodeGroup",
  ({ inputs }) => ((inputs.instanceTypes?.length ?? 0) > 1 ? undefined : "name a further one in instanceTypes"),
);
