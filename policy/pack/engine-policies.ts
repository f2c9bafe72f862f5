import type { Policies, PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Tier } from "../../infra/config/environment.ts";
import { waiverOf } from "../evaluate.ts";
import { Graph } from "../graph.ts";
import type { AnyResource } from "../resources.ts";
import type { Level, Rule } from "../rule.ts";
import type { Waiver } from "../waivers.ts";

/**
 * The rules that bind a tier, as Pulumi's engine takes them. One that looks at a resource alone is checked before the resource is touched, one that looks
 * around at the end of a preview or update. What is waived is not reported.
 */
export function enginePolicies(tier: Tier, rules: readonly Rule[], waivers: readonly Waiver[]): Policies {
  return rules.flatMap((rule) => {
    const level = rule.tiers[tier];
    if (!level) return [];
    return [rule.looksAround ? ofStacks(rule, level, waivers) : ofResources(rule, level, waivers)];
  });
}

function ofResources(rule: Rule, level: Level, waivers: readonly Waiver[]): ResourceValidationPolicy {
  return {
    ...described(rule, level),
    validateResource: ({ urn, type, name, props }, report) => {
      const resource = { urn, type, name, inputs: props, propertyDependencies: {} };
      if (!rule.types.includes(type) || waiverOf(rule, resource, waivers)) return;
      const says = rule.check(resource, new Graph([resource]));
      if (says !== undefined) report(says);
    },
  };
}

function ofStacks(rule: Rule, level: Level, waivers: readonly Waiver[]): StackValidationPolicy {
  return {
    ...described(rule, level),
    validateStack: ({ resources }, report) => {
      const all = resources.map(seen);
      const graph = new Graph(all);
      const unknown: unknown[] = [];
      for (const resource of all.filter(({ type }) => rule.types.includes(type))) {
        if (waiverOf(rule, resource, waivers)) continue;
        try {
          const says = rule.check(resource, graph);
          if (says !== undefined) report(says, resource.urn);
        } catch (error) {
          unknown.push(error);
        }
      }
      // A value that only an update will know: the engine says so once. The other resources have been checked by then.
      if (unknown.length > 0) throw unknown[0];
    },
  };
}

function described({ id }: Rule, level: Level) {
  return {
    name: id,
    description: id.replaceAll("-", " "),
    enforcementLevel: level === "violation" ? ("mandatory" as const) : ("advisory" as const),
  };
}

function seen({ urn, type, name, props, propertyDependencies }: PolicyResource): AnyResource {
  const dependencies = Object.entries(propertyDependencies).map(([property, from]) => [property, from.map((resource) => resource.urn)]);
  return { urn, type, name, inputs: props, propertyDependencies: Object.fromEntries(dependencies) };
}
