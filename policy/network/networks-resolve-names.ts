import { everyTier, rule } from "../rule.ts";

/** Networks give names to what is in them: endpoints of AWS services answer to their usual names only then. (must-set) */
export const networksResolveNames = rule("networks-resolve-names", everyTier, "aws:ec2/vpc:Vpc", ({ inputs }) =>
  inputs.enableDnsHostnames === true && inputs.enableDnsSupport !== false
    ? undefined
    : "set enableDnsHostnames, and leave enableDnsSupport on",
);
