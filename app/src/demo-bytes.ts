import { createHash } from "node:crypto";

/** Sixteen bytes that look random and are the same for the same words: what demo ids are made of. */
export const bytes = (words: string): Uint8Array => createHash("sha256").update(words).digest().subarray(0, 16);
