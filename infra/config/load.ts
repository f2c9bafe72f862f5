import * as pulumi from "@pulumi/pulumi";
import { type Environment, type Tier, tiers } from "./environment.ts";
import type { SecretName } from "./secrets.ts";
import { namespace, readStackFile, report, structured } from "./stack-file.ts";

/**
 * The stack's environment. A wrong one, or a secret that is missing, ends the program before it registers anything, with all its problems and
 * no stack trace.
 */
export function loadEnvironment(): Environment {
  const stack = pulumi.getStack();
  // Pulumi's own answer, which its typings leave out.
  const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };
  const { environment, ...wrong } = readStackFile(pulumi.runtime.allConfig(), isConfigSecret, stack);
  const problems = [...wrong.environmentProblems, ...wrong.secretProblems, ...wrong.unknownKeys];
  if (environment && problems.length === 0) return environment;
  throw new pulumi.RunError(report(stack, problems));
}

/** The stack's tier alone, for what Pulumi runs beside the program: policies. A stack that does not say so is taken for the most careful one. */
export function loadTier(): Tier {
  const environment = structured(new pulumi.Config(namespace).get("environment")) as { readonly tier?: unknown } | null | undefined;
  return tiers.find((tier) => tier === environment?.tier) ?? "prod";
}

/** A secret's value, which stays one through everything that is made of it. */
export function secret(name: SecretName): pulumi.Output<string> {
  return new pulumi.Config(namespace).requireSecret(name);
}
