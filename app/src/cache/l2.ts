import { randomBytes } from "node:crypto";
import { decode, type Envelope, encode, type TagToken } from "./envelope.ts";
import type { Invalidation } from "./invalidation.ts";
import type { RedisTier } from "./redis.ts";
import { claim, fill, renew, run } from "./scripts.ts";

/** What was true of a key before its load began: the right to store what the load brings, unless it is invalidated meanwhile. */
export interface Ticket {
  readonly token: string;
  readonly tags: readonly TagToken[];
}

/** How long the token of a key is kept. A load that takes longer is answered and not stored. */
const TOKEN_MS = 60_000;
/** What a whole invalidation may take before it is tried again: many commands at once, and nobody waits for one of them. */
const INVALIDATION_DEADLINE_MS = 500;

/**
 * The second tier. Beside each value lies a token; invalidating a key gives it a new one and removes the value in one step, and a
 * value is stored only, in one step again, while the token is the one that was there before its load began. So a load that began
 * before an invalidation can never store its value after it. Tokens are random: one that was evicted never comes back, and its
 * absence means "do not store". A tag is a token too; each entry carries those of its tags and is void when one of them differs.
 *
 * Every method fails by throwing. Limit: a server that loses acknowledged writes (a failover) loses invalidations with them.
 */
export class L2 {
  readonly #redis: RedisTier;
  readonly #prefix: string;

  constructor(redis: RedisTier, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  /** One command per key and tag, all at once. An entry is read with the tags it was stored with, otherwise it counts as absent. */
  async read(id: string, tags: readonly string[], now: number): Promise<Envelope | undefined> {
    const { commands } = this.#redis;
    const value = commands.getBuffer(this.#value(id)).catch(foreign);
    const tokens = tags.length === 0 ? [] : this.#redis.within("get", Promise.all(tags.map((tag) => commands.get(this.#tag(tag)))));
    const [bytes, current] = await Promise.all([this.#redis.within("get", value), tokens]);
    const envelope = bytes ? decode(bytes) : undefined;
    if (!envelope || envelope.expiresAt <= now || envelope.tags.length !== tags.length) return undefined;
    return envelope.tags.every(({ tag, token }, index) => tag === tags[index] && token === current[index]) ? envelope : undefined;
  }

  /** To be called before the load. `ttlMs` is the longest life of what will be stored. */
  async open(id: string, tags: readonly string[], ttlMs: number): Promise<Ticket> {
    const [token, ...tagTokens] = await this.#redis.within(
      "claim",
      Promise.all([this.#claim(this.#token(id), TOKEN_MS), ...tags.map((tag) => this.#claim(this.#tag(tag), TOKEN_MS + ttlMs))]),
    );
    return { token, tags: tags.map((tag, index) => ({ tag, token: tagTokens[index] ?? "" })) };
  }

  /** Whether it was stored: false if the key was invalidated, or its token lost, since the ticket was made. */
  async fill(id: string, ticket: Ticket, { value, storedAt, expiresAt }: Omit<Envelope, "tags">): Promise<boolean> {
    const bytes = encode({ value, storedAt, expiresAt, tags: ticket.tags });
    const keys = [this.#value(id), this.#token(id)];
    const written = await this.#redis.within(
      "fill",
      run(this.#redis.commands, fill, keys, [ticket.token, bytes, Math.ceil(expiresAt - storedAt)]),
    );
    return written === 1;
  }

  /** When this returns, no entry of these keys and tags is served by the second tier, nor will be from a load that began before. */
  async invalidate({ ids, tags, everything }: Invalidation): Promise<void> {
    if (everything) return this.#clear();
    const { commands } = this.#redis;
    await this.#redis.within(
      "invalidate",
      Promise.all([
        ...ids.map((id) => run(commands, renew, [this.#value(id), this.#token(id)], [newToken(), TOKEN_MS])),
        ...tags.map((tag) => commands.set(this.#tag(tag), newToken(), "PX", TOKEN_MS)),
      ]),
      INVALIDATION_DEADLINE_MS,
    );
  }

  /** Tokens first, so that a load under way cannot store behind the second pass. */
  async #clear(): Promise<void> {
    for (const kind of ["[gt]", "c"]) {
      let cursor = "0";
      do {
        const [next, keys] = await this.#redis.within(
          "scan",
          this.#redis.commands.scan(cursor, "MATCH", `${this.#prefix}${kind}:{*`, "COUNT", 1000),
        );
        await this.#redis.within("unlink", Promise.all(keys.map((key) => this.#redis.commands.unlink(key))), INVALIDATION_DEADLINE_MS);
        cursor = next;
      } while (cursor !== "0");
    }
  }

  async #claim(key: string, lifeMs: number): Promise<string> {
    return String(await run(this.#redis.commands, claim, [key], [newToken(), Math.ceil(lifeMs)]));
  }

  // The braces put a key's value and token into one slot of a cluster.
  #value(id: string): string {
    return `${this.#prefix}c:{${id}}`;
  }

  #token(id: string): string {
    return `${this.#prefix}g:{${id}}`;
  }

  #tag(tag: string): string {
    return `${this.#prefix}t:{${tag}}`;
  }
}

function newToken(): string {
  return randomBytes(12).toString("base64url");
}

/** A key that somebody else uses for another type holds no entry of ours; storing will replace it. */
function foreign(error: Error): null {
  if (error.message.startsWith("WRONGTYPE")) return null;
  throw error;
}
