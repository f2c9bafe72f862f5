import * as pulumi from "@pulumi/pulumi";
import type { Environment, Tier } from "./environment.ts";
import { nearest } from "./near.ts";
import { parseEnvironment } from "./parse.ts";
import type { Problem } from "./problems.ts";
import { type SecretName, type StackKey, secretNames, secretProblems } from "./secrets.ts";

// Not the project's name, so that a stack file stays right when the project is renamed.
const namespace = "strata";

/**
 * The stack's environment. A wrong one, or a secret that is missing, ends the program before it registers anything, with all its problems and
 * no stack trace.
 */
export function loadEnvironment(): Environment {
  const stack = pulumi.getStack();
  const keys = stackKeys();
  const parsed = parseEnvironment(new pulumi.Config(namespace).getObject("environment"), stack);
  const filled = "environment" in parsed ? parsed.environment : parsed.filled;
  const problems = [
    ...("problems" in parsed ? parsed.problems.map(inEnvironment) : []),
    ...(filled ? secretProblems(keys, filled, stack) : []),
    ...unknownKeys(keys),
  ];
  if ("environment" in parsed && problems.length === 0) return parsed.environment;
  throw new pulumi.RunError(report(stack, problems));
}

/** The stack's tier alone, for what Pulumi runs beside the program: policies. A stack that does not say so is taken for the most careful one. */
export function loadTier(): Tier {
  return new pulumi.Config(namespace).getObject<{ readonly tier?: Tier }>("environment")?.tier ?? "prod";
}

/** A secret's value, which stays one through everything that is made of it. */
export function secret(name: SecretName): pulumi.Output<string> {
  return new pulumi.Config(namespace).requireSecret(name);
}

function stackKeys(): Map<string, StackKey> {
  // Pulumi's own answer, which its typings leave out.
  const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };
  const own = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(`${namespace}:`));
  return new Map(own.map(([key, value]) => [key.slice(namespace.length + 1), { value, encrypted: isConfigSecret(key) }]));
}

function inEnvironment({ path, says }: Problem): Problem {
  return { path: ["environment", path].filter(Boolean).join("."), says };
}

function unknownKeys(keys: ReadonlyMap<string, StackKey>): Problem[] {
  const known = ["environment", ...secretNames];
  return [...keys.keys()]
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known);
      return { path: key, says: `is not known here: ${meant ? `did you mean ${meant}?` : `known are ${known.join(", ")}`}` };
    });
}

function report(stack: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return [`Pulumi.${stack}.yaml has ${count}:`, ...problems.map(({ path, says }) => `  ${namespace}:${path} ${says}`)].join("\n");
}
