import { PolicyPack } from "@pulumi/policy";
import { loadTier } from "../../infra/config/load.ts";
import { rules } from "../rules.ts";
import { waivers } from "../waivers.ts";
import { enginePolicies } from "./engine-policies.ts";

/** `pulumi preview --policy-pack policy/pack`: the same rules for the same tiers, where the engine knows what a plan cannot. */
new PolicyPack("strata", { policies: enginePolicies(loadTier(), rules, waivers) });
