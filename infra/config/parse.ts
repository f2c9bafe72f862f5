import type { z } from "zod";
import { type AwsEnvironment, awsEnvironment, type Environment, localEnvironment, type Tier, tiers } from "./environment.ts";
import { oneOf } from "./fields.ts";
import { type Problem, problemsOf, valueAt, wrongValue } from "./problems.ts";
import { hasZones, zonesAreKnown } from "./regions.ts";
import { rules } from "./rules.ts";
import { type Differences, tierDefaults } from "./tiers.ts";

/** What a stack file and its tier say together, in which anything but the tier may still be missing or wrong. */
export type Filled = { readonly tier: Tier } & Differences<Omit<AwsEnvironment, "tier">>;

/** `filled` is there when the tier is known, so that what else depends on it can be checked at once. */
export type Parsed = { readonly environment: Environment } | { readonly problems: readonly Problem[]; readonly filled?: Filled };

/**
 * The environment that a stack file's `strata:environment` describes, filled up with its tier's defaults, or all that is wrong with it.
 * `stack` names the environment unless it names itself.
 */
export function parseEnvironment(value: unknown, stack: string): Parsed {
  if (!isGroup(value)) return { problems: [{ path: "", says: wrongValue(value, "a group of settings with at least tier") }] };
  if (!isTier(value.tier)) return { problems: [{ path: "tier", says: wrongValue(value.tier, oneOfTiers) }] };

  if (value.tier === "local") return check(localEnvironment, merge({ name: stack, ...tierDefaults.local }, value), () => []);
  return check(awsEnvironment, merge({ name: stack, ...defaultsOf(value.tier, value.region) }, value), brokenRules);
}

/** The tier's defaults, without zones where accounts differ in which they have, unless it wants more of them than there are. */
function defaultsOf(tier: Exclude<Tier, "local">, region: unknown): Group {
  const defaults = tierDefaults[tier];
  const { zones = [], ...network } = defaults.network ?? {};
  const nobodyKnows = typeof region === "string" && !zonesAreKnown(region) && hasZones(region, zones.length);
  return nobodyKnows ? { ...defaults, network } : defaults;
}

const oneOfTiers = `one of ${tiers.join(", ")}`;
const tier = oneOf(tiers);

function isTier(value: unknown): value is Tier {
  return tier.safeParse(value).success;
}

function check<T extends Environment>(
  schema: z.ZodType<T>,
  filled: Group,
  broken: (wrong: readonly string[], filled: Group) => Problem[],
): Parsed {
  const result = schema.safeParse(filled);
  const problems = result.success ? [] : problemsOf(result.error.issues, schema, filled);
  const all = [
    ...problems,
    ...broken(
      problems.map(({ path }) => path),
      filled,
    ),
  ];
  if (result.success && all.length === 0) return { environment: result.data };
  return { problems: all.sort((one, other) => (one.path < other.path ? -1 : 1)), filled: filled as Filled };
}

/** Rules whose fields are right by themselves are asked even when others are wrong, so that all problems come at once. */
function brokenRules(wrong: readonly string[], filled: Group): Problem[] {
  const environment = filled as AwsEnvironment;
  const isRight = (path: string) => !wrong.some((other) => path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`));
  return rules
    .filter(({ path, beside = [] }) => [path, ...beside].every((field) => isRight(field.join("."))))
    .filter(({ holds }) => !holds(environment))
    .map(({ path, allowed }) => {
      const what = typeof allowed === "string" ? allowed : allowed(environment);
      return { path: path.join("."), says: wrongValue(valueAt(filled, path), what) };
    });
}

type Group = { readonly [key: string]: unknown };

function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Groups are merged, everything else is replaced. */
function merge(defaults: Group, value: Group): Group {
  const merged: Record<string, unknown> = { ...defaults };
  for (const [key, own] of Object.entries(value)) {
    const under = defaults[key];
    merged[key] = isGroup(under) && isGroup(own) ? merge(under, own) : own;
  }
  return merged;
}
