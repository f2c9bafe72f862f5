import { parseEnvironment } from "../../infra/config/parse.ts";
import { declaredSecrets, secretNames } from "../../infra/config/secrets.ts";
import type { PlannedSecret } from "./plan.ts";

/** What a stack file holds, as the program is given it: values by `namespace:key`, and which of them are secrets. */
export interface StackConfig {
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/** What the program knows of a secret: letters, digits and hyphens, so that it is none that the program would refuse. */
export function placeholder(key: string): string {
  return `secret-${key.replaceAll(/[^A-Za-z0-9]/g, "-")}`;
}

/** The stack's configuration with a placeholder for every secret that the program may ask for: a plan has no key, and needs no secret. */
export function withPlaceholders({ config, secretKeys }: StackConfig): StackConfig {
  const absent = secretNames.map((name) => `strata:${name}`).filter((key) => !(key in config));
  return {
    config: { ...config, ...Object.fromEntries(absent.map((key) => [key, placeholder(key)])) },
    secretKeys: [...secretKeys, ...absent].sort(),
  };
}

/** The stack file's secrets, and those that `up` will not do without. */
export function plannedSecrets({ config, secretKeys }: StackConfig, stack: string): PlannedSecret[] {
  const set = secretKeys.map((key) => ({ key, set: true }));
  const missing = missingSecrets(config, stack).map((key) => ({ key, set: false }));
  return [...set, ...missing].sort((one, other) => (one.key < other.key ? -1 : 1));
}

function missingSecrets(config: StackConfig["config"], stack: string): string[] {
  const text = config["strata:environment"];
  const parsed = text === undefined ? undefined : parseEnvironment(JSON.parse(text), stack);
  const environment = parsed && ("environment" in parsed ? parsed.environment : parsed.filled);
  if (!environment) return [];
  return secretNames
    .filter((name) => declaredSecrets[name].requiredBy(environment))
    .map((name) => `strata:${name}`)
    .filter((key) => !(key in config));
}
