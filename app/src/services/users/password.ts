import { type Argon2Parameters, argon2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2) as (algorithm: "argon2id", parameters: Argon2Parameters) => Promise<Buffer>;

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). */
const memoryKib = 19_456;
const passes = 2;
const lanes = 1;
const tagBytes = 32;

/** A password as a PHC string, which names its own parameters: they may rise without a migration. */
export async function hashPassword(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const tag = await derive("argon2id", {
    message: password,
    nonce: salt,
    memory: memoryKib,
    passes,
    parallelism: lanes,
    tagLength: tagBytes,
  });
  const plain = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${plain(salt)}$${plain(tag)}`;
}
