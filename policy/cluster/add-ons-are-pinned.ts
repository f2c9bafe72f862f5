import { everyTier, rule } from "../rule.ts";

/** An add-on's version changes when a commit changes it, not when AWS's default does. (must-set) */
export const addOnsArePinned = rule("add-ons-are-pinned", everyTier, "aws:eks/addon:Addon", ({ inputs }) =>
  inputs.addonVersion ? undefined : "set addonVersion",
);
