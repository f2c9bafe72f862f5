import type { Tier } from "../infra/config/environment.ts";
import { shortName } from "../tools/plan/plan.ts";
import { Graph } from "./graph.ts";
import type { AnyResource } from "./resources.ts";
import type { Level, Rule } from "./rule.ts";
import type { Waiver } from "./waivers.ts";

/** A rule that a resource breaks. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly urn: string;
  /** The resource's short name, `ec2.Subnet/network-data-a`. */
  readonly resource: string;
  /** What to do about it. */
  readonly says: string;
  /** Why it may stay so. */
  readonly waiver?: Waiver;
}

/** All that is to be said about the resources of a stack of a tier, waived or not. */
export function evaluate(resources: readonly AnyResource[], tier: Tier, rules: readonly Rule[], waivers: readonly Waiver[]): Finding[] {
  const graph = new Graph(resources);
  const byType = Map.groupBy(resources, ({ type }) => type);
  return rules.flatMap((rule) => {
    const level = rule.tiers[tier];
    if (!level) return [];
    return rule.types
      .flatMap((type) => byType.get(type) ?? [])
      .flatMap((resource): Finding[] => {
        const says = rule.check(resource, graph);
        if (says === undefined) return [];
        const { urn, type, name } = resource;
        const waiver = waiverOf(rule, resource, waivers);
        return [{ rule: rule.id, level, urn, resource: shortName(type, name), says, ...(waiver && { waiver }) }];
      });
  });
}

/** The waiver that lets a resource break a rule. */
export function waiverOf(rule: Rule, { urn, type, name }: AnyResource, waivers: readonly Waiver[]): Waiver | undefined {
  return waivers.find((waiver) => waiver.rule === rule.id && [urn, shortName(type, name)].includes(waiver.resource));
}

/** What stops a plan. */
export function violations(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ level, waiver }) => level === "violation" && !waiver);
}

/** Waivers that let nothing pass any more: each is wrong, or out of date. */
export function idleWaivers(waivers: readonly Waiver[], findings: readonly Finding[]): Waiver[] {
  const used = new Set(findings.map(({ waiver }) => waiver));
  return waivers.filter((waiver) => !used.has(waiver));
}
