import { everyTier, rule } from "../rule.ts";

/** Nobody logs in to a node over the network; Session Manager leaves a trace. (33: CKV_AWS_100, CIS 5.4.3) */
export const nodesAdmitNoShell = rule("nodes-admit-no-shell", everyTier, "aws:eks/nodeGroup:NodeGroup", ({ inputs }) =>
  inputs.remoteAccess ? "take remoteAccess away" : undefined,
);
