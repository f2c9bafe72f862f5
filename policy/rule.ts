import type { Tier } from "../infra/config/environment.ts";
import type { Graph } from "./graph.ts";
import type { AnyResource, Resource, Type } from "./resources.ts";

/** A violation stops a plan, advice does not. */
export type Level = "violation" | "advice";

/** What breaking a rule means in each tier. A tier that is not there is not bound by it. */
export type Tiers = Readonly<Partial<Record<Tier, Level>>>;

export const everyTier: Tiers = { prod: "violation", staging: "violation", dev: "violation" };

/** For what costs money, or stands in the way of taking an environment down again. */
export const adviceInDev: Tiers = { prod: "violation", staging: "violation", dev: "advice" };

export interface Rule {
  /** A sentence in words joined by hyphens: `keys-rotate`. It is also the name of its file. */
  readonly id: string;
  readonly tiers: Tiers;
  readonly types: readonly string[];
  /** What is wrong with a resource of one of the types, as what to do about it; undefined if nothing is. */
  readonly check: (resource: AnyResource, graph: Graph) => string | undefined;
  /** Whether the check asks for other resources too. */
  readonly looksAround: boolean;
}

/** Something that must be so of every resource of a type, or of several. `check` is pure: it says what to do about a resource that breaks the rule. */
export function rule<T extends Type>(
  id: string,
  tiers: Tiers,
  types: T | readonly T[],
  check: (resource: { [Each in T]: Resource<Each> }[T], graph: Graph) => string | undefined,
): Rule {
  return {
    id,
    tiers,
    types: typeof types === "string" ? [types] : types,
    // It is only ever called with a resource of one of its types.
    check: check as unknown as Rule["check"],
    looksAround: check.length > 1,
  };
}
