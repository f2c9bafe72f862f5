import type { Filled } from "./parse.ts";
import type { Problem } from "./problems.ts";

/** A secret of the stack file: a key of its own beside `strata:environment`, encrypted by Pulumi. */
export interface SecretDeclaration {
  /** What it is for. */
  readonly purpose: string;
  /** What a value must be, in words. */
  readonly allowed: string;
  readonly test: (value: string) => boolean;
  /** Whether an environment cannot do without. One that can may still set it. */
  readonly requiredBy: (environment: Filled) => boolean;
}

const onAws: SecretDeclaration["requiredBy"] = ({ tier }) => tier !== "local";

/** Within ElastiCache's own rule for the passwords of its users, which takes few other characters, and safe in files, URLs and shells. */
const elastiCachePassword = {
  allowed: "16 to 128 letters, digits and hyphens",
  test: (value: string) => /^[A-Za-z0-9-]{16,128}$/.test(value),
};

/** Every secret that the program reads, by the name it has under `strata:`. What AWS or the cluster makes up by itself is not among them. */
export const declaredSecrets = {
  cachePassword: { ...elastiCachePassword, purpose: "password of the API's user in the cache", requiredBy: onAws },
  gatewayCachePassword: { ...elastiCachePassword, purpose: "password of the gateway's user in its own small cache", requiredBy: onAws },
} as const satisfies Readonly<Record<string, SecretDeclaration>>;

export type SecretName = keyof typeof declaredSecrets;
export const secretNames = Object.keys(declaredSecrets) as SecretName[];

/** The command that sets a secret. Without a value on its line the CLI asks for it, so that it does not stay in the shell's history. */
export function commandThatSets(name: string, stack: string): string {
  return `pulumi config set --secret strata:${name} -s ${stack}`;
}

/** A key of the stack file, as the program can see it. */
export interface StackKey {
  readonly value: string;
  readonly encrypted: boolean;
}

/** What is wrong with the secrets among a stack's `strata:` keys. No problem repeats a value. */
export function secretProblems(keys: ReadonlyMap<string, StackKey>, environment: Filled, stack: string): Problem[] {
  return secretNames.flatMap((name) => {
    const { purpose, allowed, test, requiredBy } = declaredSecrets[name];
    const key = keys.get(name);
    const set = `"${commandThatSets(name, stack)}"`;
    if (!key) return requiredBy(environment) ? [{ path: name, says: `is not set: it is the ${purpose}; set it with ${set}` }] : [];
    if (!key.encrypted) return [{ path: name, says: `stands in plain text: replace it, for it may have been seen, with ${set}` }];
    return test(key.value) ? [] : [{ path: name, says: `is not what it must be: give ${allowed} with ${set}` }];
  });
}
