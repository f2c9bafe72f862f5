import type { Environment } from "./environment.ts";
import { nearest } from "./near.ts";
import { parseEnvironment } from "./parse.ts";
import type { Problem } from "./problems.ts";
import { type StackKey, secretNames, secretProblems } from "./secrets.ts";

/** What the keys in a stack's file come under. Not the project's name, so that the file stays right when the project is renamed. */
export const namespace = "strata";

/** What a stack's file says, and all that is wrong with it. */
export interface StackFile {
  /** There when nothing is wrong with it. */
  readonly environment: Environment | undefined;
  readonly environmentProblems: readonly Problem[];
  /** Of secrets that are missing or wrong; none can be known to be before the tier is. */
  readonly secretProblems: readonly Problem[];
  readonly unknownKeys: readonly Problem[];
}

/** Reads a stack's configuration as the engine has it: by `namespace:key`, structured values as JSON. */
export function readStackFile(config: Readonly<Record<string, string>>, isSecret: (key: string) => boolean, stack: string): StackFile {
  const own = Object.entries(config).filter(([key]) => key.startsWith(`${namespace}:`));
  const keys = new Map<string, StackKey>(own.map(([key, value]) => [key.slice(namespace.length + 1), { value, encrypted: isSecret(key) }]));
  const parsed = parseEnvironment(structured(keys.get("environment")?.value), stack);
  const filled = "environment" in parsed ? parsed.environment : parsed.filled;
  return {
    environment: "environment" in parsed ? parsed.environment : undefined,
    environmentProblems: "problems" in parsed ? parsed.problems.map(inEnvironment) : [],
    secretProblems: filled ? secretProblems(keys, filled, stack) : [],
    unknownKeys: [...unknownAmong([...keys.keys()]), ...foreignAmong(Object.keys(config))],
  };
}

/** All problems of a stack's file, in one message. */
export function report(stack: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return [`Pulumi.${stack}.yaml has ${count}:`, ...problems.map(({ path, says }) => `  ${inFull(path)} ${says}`)].join("\n");
}

/** A problem's path is within our namespace, unless it is one of another's keys. */
function inFull(path: string): string {
  return /^[\w-]+:/.test(path) ? path : `${namespace}:${path}`;
}

/** A value of the configuration: what its JSON says, or the text itself, which a group of settings should not be. */
export function structured(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function inEnvironment({ path, says }: Problem): Problem {
  return { path: ["environment", path].filter(Boolean).join("."), says };
}

function unknownAmong(keys: readonly string[]): Problem[] {
  const known = ["environment", ...secretNames];
  return keys
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known);
      return { path: key, says: `is not known here: ${meant ? `did you mean ${meant}?` : `known are ${known.join(", ")}`}` };
    });
}

/** Nothing reads keys of other namespaces but Pulumi its own: the provider's region and account come from the environment. */
function foreignAmong(keys: readonly string[]): Problem[] {
  const known = [namespace, "pulumi"];
  return keys.flatMap((key) => {
    const [space = "", ...rest] = key.split(":");
    if (known.includes(space)) return [];
    const meant = nearest(space, [namespace]);
    return [
      {
        path: key,
        says: meant ? `is not known here: did you mean ${[meant, ...rest].join(":")}?` : `is read by nobody: keys start with ${namespace}:`,
      },
    ];
  });
}
