import { LRUCache } from "lru-cache";
import type { Loaded } from "./envelope.ts";

/** What this process holds for a key. */
export interface Entry {
  /** Absent: the thing is known not to exist. */
  readonly value: Loaded | undefined;
  /** When the value was last known to be current: the start of the read that brought it, not its end. */
  readonly verifiedAt: number;
}

export interface NewEntry extends Entry {
  readonly namespace: string;
  readonly key: string;
  readonly tags: readonly string[];
  readonly expiresAt: number;
  /** The epoch in which the read began: a value that was on its way when the epoch turned is not kept. */
  readonly epoch: number;
}

interface Held extends NewEntry {
  /** Until here it may be served without asking anybody. */
  readonly freshUntil: number;
}

/** What an entry costs beside its bytes: objects, map slots, recency lists, the buffer's own memory (measured, rounded up). */
const OVERHEAD = 640;
const TAG_OVERHEAD = 160;

/**
 * The first tier: entries in this process, least recently used out first, bounded in bytes (key, tags, body and an estimate of the
 * objects around them). It never serves an entry longer than `stalenessMs` after it was verified, nor past its expiry, nor from an
 * earlier epoch.
 */
export class L1 {
  // Two maps instead of one keyed by namespace and key together: joining two strings would double the cost of a hit.
  readonly #spaces = new Map<string, Map<string, Held>>();
  readonly #tagged = new Map<string, Set<Held>>();
  readonly #recency: LRUCache<Held, true>;
  readonly #stalenessMs: number;
  #epoch = 0;

  constructor({ bytes, stalenessMs }: { bytes: number; stalenessMs: number }) {
    this.#stalenessMs = stalenessMs;
    this.#recency = new LRUCache({ maxSize: bytes, dispose: (_, entry) => this.#forget(entry) });
  }

  get epoch(): number {
    return this.#epoch;
  }

  get bytes(): number {
    return this.#recency.calculatedSize;
  }

  get entries(): number {
    return this.#recency.size;
  }

  /** The hit path: two map look-ups and a touch, no allocation. */
  fresh(namespace: string, key: string, now: number): Entry | undefined {
    const entry = this.#spaces.get(namespace)?.get(key);
    if (entry === undefined || now > entry.freshUntil || entry.epoch !== this.#epoch) return undefined;
    this.#recency.get(entry);
    return entry;
  }

  /** An entry within the staleness bound and its expiry, of whatever epoch: for when nobody can be asked. */
  bounded(namespace: string, key: string, now: number): Entry | undefined {
    const entry = this.#spaces.get(namespace)?.get(key);
    return entry !== undefined && now <= entry.freshUntil ? entry : undefined;
  }

  /** Keeps an entry unless the epoch has turned since its read began or a later read brought another. */
  keep(entry: NewEntry): void {
    if (entry.epoch !== this.#epoch) return;
    const space = this.#spaces.get(entry.namespace) ?? new Map<string, Held>();
    this.#spaces.set(entry.namespace, space);
    const old = space.get(entry.key);
    if (old && old.verifiedAt > entry.verifiedAt) return;
    if (old) this.#recency.delete(old);

    const freshUntil = Math.min(entry.verifiedAt + this.#stalenessMs, entry.expiresAt);
    const held: Held = { ...entry, value: owned(entry.value, old?.value), freshUntil };
    space.set(held.key, held);
    for (const tag of held.tags) {
      const members = this.#tagged.get(tag) ?? new Set<Held>();
      this.#tagged.set(tag, members.add(held));
    }
    this.#recency.set(held, true, { size: sizeOf(held) });
    // Larger than the whole tier: it was not taken, and `dispose` is not called for what never was in.
    if (!this.#recency.has(held)) this.#forget(held);
  }

  drop(namespace: string, key: string): void {
    const entry = this.#spaces.get(namespace)?.get(key);
    if (entry) this.#recency.delete(entry);
  }

  dropTag(tag: string): void {
    for (const entry of this.#tagged.get(tag) ?? []) this.#recency.delete(entry);
  }

  clear(): void {
    this.#recency.clear();
  }

  /** Makes every entry unverified at once, in one step whatever their number: the next read of each goes to the second tier. */
  doubt(): void {
    this.#epoch++;
  }

  #forget(entry: Held): void {
    const space = this.#spaces.get(entry.namespace);
    if (space?.get(entry.key) === entry) space.delete(entry.key);
    for (const tag of entry.tags) {
      const members = this.#tagged.get(tag);
      members?.delete(entry);
      if (members?.size === 0) this.#tagged.delete(tag);
    }
  }
}

/**
 * A value with memory of its own: a small buffer is often a window into a large one (a network read, Node's pool), and held alone it
 * would hold all of that. What is the same as before stays the object it was.
 */
function owned(value: Loaded | undefined, before: Loaded | undefined): Loaded | undefined {
  if (value === undefined) return undefined;
  if (before?.etag === value.etag && before.body.equals(value.body)) return before;
  const { etag, body } = value;
  if (body.buffer.byteLength === body.byteLength) return value;
  const copy = Buffer.allocUnsafeSlow(body.byteLength);
  body.copy(copy);
  return { etag, body: copy };
}

function sizeOf({ key, value, tags }: Held): number {
  let size = OVERHEAD + 2 * key.length;
  for (const tag of tags) size += TAG_OVERHEAD + 2 * tag.length;
  if (value) size += value.body.byteLength + 2 * value.etag.length;
  return size;
}
