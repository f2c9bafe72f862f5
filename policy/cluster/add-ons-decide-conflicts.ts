import { everyTier, rule } from "../rule.ts";

/** It is decided, not left to chance, whether an update keeps what somebody changed by hand. (must-set) */
export const addOnsDecideConflicts = rule("add-ons-decide-conflicts", everyTier, "aws:eks/addon:Addon", ({ inputs }) =>
  inputs.resolveConflictsOnUpdate ? undefined : "set resolveConflictsOnUpdate to OVERWRITE or PRESERVE",
);
