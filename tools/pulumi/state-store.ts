import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where Pulumi keeps the state of a stack, and what it encrypts the secrets in it with. */
export interface StateStore {
  /** A URL for `PULUMI_BACKEND_URL`. */
  readonly backend: string;
  /** A URL or a word for `--secrets-provider`. */
  readonly secretsProvider: string;
  /** What Pulumi needs in its environment besides. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The store of a stack on this machine: a folder of the checkout. The passphrase is the same everywhere and no secret, for nothing of such a
 * stack is; so what Pulumi writes into the stack file on one machine (`encryptionsalt`) is right on every other.
 */
export function storeOnThisMachine(root: string): StateStore {
  const folder = join(root, ".strata", "pulumi");
  const passphraseFile = join(folder, "passphrase");
  mkdirSync(folder, { recursive: true });
  writeFileSync(passphraseFile, "strata-local");
  return { backend: `file://${folder}`, secretsProvider: "passphrase", variables: { PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile } };
}
