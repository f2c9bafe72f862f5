import { Bus } from "./bus.ts";
import type { Loaded } from "./envelope.ts";
import { Flight, Flights, type Outcome } from "./flights.ts";
import { type Invalidation, idOf, partsOf } from "./invalidation.ts";
import { type Entry, L1 } from "./l1.ts";
import { L2, type Ticket } from "./l2.ts";
import { Pending } from "./pending.ts";
import type { RedisTier } from "./redis.ts";

export type { Loaded } from "./envelope.ts";
export type { Entry } from "./l1.ts";

/** What a kind of entry is allowed. Lives are spread by a tenth either way, so that what was stored together does not end together. */
export interface Namespace {
  /** Lower-case letters, digits, dashes. Part of every key and a label of every metric. */
  readonly name: string;
  readonly ttlMs: number;
  /** How long "does not exist" is believed; 0: not at all. */
  readonly negativeTtlMs: number;
}

export interface Lookup {
  readonly namespace: Namespace;
  readonly key: string;
  /** Names under which the entry can be invalidated too. The same key always comes with the same tags, in the same order. */
  readonly tags?: readonly string[];
  /** Brings the value from where it is kept; undefined: it does not exist. It must end by itself: nothing here cuts it short. */
  readonly load: () => Promise<Loaded | undefined>;
}

export interface Found {
  readonly value: Loaded | undefined;
  readonly tier: "l1" | "l2" | "miss";
  /** Since the value was last known to be current. */
  readonly ageMs: number;
}

export interface Stale {
  readonly keys?: readonly { readonly namespace: Namespace | string; readonly key: string }[];
  readonly tags?: readonly string[];
}

/** Called as things happen; must not throw. A hit that `peek` gives is not reported: whoever peeks counts. */
export interface CacheObserver {
  /** `bypass`: the key or a tag of it is being invalidated, the loader answers. `error`: the second tier did not answer. */
  request(namespace: string, tier: "l1" | "l2", result: "hit" | "miss" | "bypass" | "error"): void;
  load(namespace: string, result: "found" | "absent" | "error"): void;
  /** Once per call, `landed` or `pending`; `late` when one that was pending has landed. */
  invalidation(result: "landed" | "pending" | "late"): void;
  /** Messages of another instance were lost, or the connection that brings them. */
  busGap(): void;
}

export interface CacheOptions {
  readonly l1Bytes: number;
  /** For how long an entry is served from memory without being verified against the second tier (without one: loaded again). */
  readonly stalenessMs: number;
  readonly instanceId: string;
  /** The second tier; the cache closes it. Absent: memory only. */
  readonly l2?: RedisTier;
  /** Begins every key in Redis: letters, digits, `.`, `_`, `:`, `-`. @default "strata:" */
  readonly prefix?: string;
  /** Milliseconds since 1970; it must never go back. @default a monotonic clock set once from the system's */
  readonly now?: () => number;
  readonly random?: () => number;
  readonly observer?: CacheObserver;
  /** How long a call to `invalidate` waits before it says "pending". @default 1000 */
  readonly pendingAfterMs?: number;
  /** Keys and tags that may await invalidation; beyond, everything is invalidated instead. @default 50000 */
  readonly pendingBound?: number;
}

export interface CacheSizes {
  /** Of the first tier, estimated as its bound is. */
  readonly bytes: number;
  readonly entries: number;
  /** Keys and tags whose invalidation has not landed. */
  readonly pending: number;
}

/**
 * A cache in two tiers, memory and Redis, in front of loaders.
 *
 * A read that begins more than `stalenessMs` after an invalidation has landed is never given the older value, on any instance; on the
 * instance that invalidated, no read is that begins after the call. A load that began before an invalidation stores its value nowhere
 * after it. With Redis away, memory (within the bound) and the loaders serve, and nothing fails but what the loaders fail.
 *
 * Limits: writers invalidate after their commit; a Redis failover that forgets acknowledged commands forgets invalidations; what is
 * pending when the process dies has to be repeated by somebody else.
 */
export class Cache {
  readonly #l1: L1;
  readonly #l2: L2 | undefined;
  readonly #redis: RedisTier | undefined;
  readonly #bus: Bus | undefined;
  readonly #pending: Pending | undefined;
  readonly #flights = new Flights();
  readonly #stalenessMs: number;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #observer: CacheObserver | undefined;

  constructor(options: CacheOptions) {
    const { l1Bytes, stalenessMs, instanceId, l2: redis, prefix = "strata:", pendingAfterMs = 1000, pendingBound = 50_000 } = options;
    if (!/^[\w:.-]*$/.test(prefix)) throw new Error(`The cache's prefix may hold letters, digits, ".", "_", ":" and "-", not "${prefix}".`);
    this.#stalenessMs = stalenessMs;
    this.#now = options.now ?? (() => performance.timeOrigin + performance.now());
    this.#random = options.random ?? Math.random;
    this.#observer = options.observer;
    this.#l1 = new L1({ bytes: l1Bytes, stalenessMs });
    if (!redis) return;

    const l2 = new L2(redis, prefix);
    const bus = new Bus(redis, `${prefix}bus`, instanceId, {
      invalidated: (invalidation) => this.#drop(invalidation),
      missed: (noticed) => {
        this.#l1.doubt();
        if (noticed) this.#observer?.busGap();
      },
    });
    this.#redis = redis;
    this.#l2 = l2;
    this.#bus = bus;
    this.#pending = new Pending({
      land: async (invalidation) => {
        await l2.invalidate(invalidation);
        await bus.publish(invalidation);
      },
      random: this.#random,
      answerMs: pendingAfterMs,
      bound: pendingBound,
      onLate: () => this.#observer?.invalidation("late"),
    });
  }

  /** A hit in memory, at once and without a promise. Undefined says nothing about existence: ask `get`. */
  peek(namespace: Namespace, key: string): Entry | undefined {
    return this.#l1.fresh(namespace.name, key, this.#now());
  }

  /** What `Found.ageMs` would be for an entry that `peek` gave. */
  ageMs(entry: Entry): number {
    return this.#now() - entry.verifiedAt;
  }

  /** Fails only as the loader fails, and then for all who wait for the same load. */
  async get(lookup: Lookup): Promise<Found> {
    const { namespace, key, tags = [] } = lookup;
    const now = this.#now();
    const entry = this.#l1.fresh(namespace.name, key, now);
    this.#observer?.request(namespace.name, "l1", entry ? "hit" : "miss");
    if (entry) return { value: entry.value, tier: "l1", ageMs: now - entry.verifiedAt };

    const id = idOf(namespace.name, key);
    const outcome =
      this.#flights.join(id, now, this.#stalenessMs) ??
      this.#flights.start(new Flight(id, tags, now, this.#l1.epoch), (flight) => this.#fly(flight, lookup));
    const { value, tier, verifiedAt } = await outcome;
    return { value, tier, ageMs: this.#now() - verifiedAt };
  }

  /**
   * Drops keys and tags here before it returns its promise, then in Redis and on the other instances. "pending": that has not happened
   * yet; it is tried until it does, and until then reads of these keys and tags on this instance go to the loader and store nothing.
   */
  async invalidate({ keys = [], tags = [] }: Stale): Promise<"landed" | "pending"> {
    if (keys.length + tags.length === 0) return "landed";
    const ids = keys.map(({ namespace, key }) => idOf(typeof namespace === "string" ? namespace : namespace.name, key));
    const invalidation = { ids, tags, everything: false };
    this.#drop(invalidation);
    const result = (await this.#pending?.add(invalidation)) ?? "landed";
    this.#observer?.invalidation(result);
    return result;
  }

  /** Whether Redis takes commands and this instance hears the others; false without a second tier. */
  get connected(): boolean {
    return (this.#redis?.connected && this.#bus?.listening) ?? false;
  }

  sizes(): CacheSizes {
    return { bytes: this.#l1.bytes, entries: this.#l1.entries, pending: this.#pending?.size ?? 0 };
  }

  /** Gives pending invalidations one last attempt and closes the connections. Reads go on, on memory and loaders. */
  async close(): Promise<void> {
    await this.#pending?.close();
    this.#bus?.close();
    this.#redis?.close();
  }

  /** A read below the first tier: the second tier, then the loader. At most one call to a second tier that does not answer. */
  async #fly(flight: Flight, lookup: Lookup): Promise<Outcome> {
    const { namespace, tags = [] } = lookup;
    const { startedAt: verifiedAt } = flight;
    if (this.#pending?.blocks(flight.id, tags)) {
      this.#observer?.request(namespace.name, "l2", "bypass");
      return { value: await this.#load(lookup), tier: "miss", verifiedAt };
    }

    let ticket: Ticket | undefined;
    if (this.#l2) {
      try {
        const envelope = await this.#l2.read(flight.id, tags, verifiedAt);
        this.#observer?.request(namespace.name, "l2", envelope ? "hit" : "miss");
        if (envelope) {
          this.#keep(flight, lookup, envelope.value, envelope.expiresAt);
          return { value: envelope.value, tier: "l2", verifiedAt };
        }
        // Without a ticket the value is stored in memory alone.
        ticket = await this.#l2.open(flight.id, tags, this.#longestTtl(namespace)).catch(() => undefined);
      } catch {
        this.#observer?.request(namespace.name, "l2", "error");
        const entry = this.#l1.bounded(namespace.name, lookup.key, this.#now());
        if (entry) return { value: entry.value, tier: "l1", verifiedAt: entry.verifiedAt };
      }
    }
    const value = await this.#load(lookup);
    await this.#store(flight, lookup, value, ticket);
    return { value, tier: "miss", verifiedAt };
  }

  async #load({ namespace, load }: Lookup): Promise<Loaded | undefined> {
    try {
      const value = await load();
      this.#observer?.load(namespace.name, value ? "found" : "absent");
      return value;
    } catch (error) {
      this.#observer?.load(namespace.name, "error");
      throw error;
    }
  }

  /** Into both tiers; into neither if the key was invalidated since the read began. */
  async #store(flight: Flight, lookup: Lookup, value: Loaded | undefined, ticket: Ticket | undefined): Promise<void> {
    const ttlMs = this.#ttl(lookup.namespace, value);
    if (flight.fenced || ttlMs <= 0) return;
    const storedAt = this.#now();
    const expiresAt = storedAt + ttlMs;
    // Where Redis does not answer it may hold the value or not; memory may, for as long as the bound allows.
    const stored = ticket ? await this.#l2?.fill(flight.id, ticket, { value, storedAt, expiresAt }).catch(() => undefined) : undefined;
    if (stored === false) return;
    this.#keep(flight, lookup, value, expiresAt);
  }

  #keep({ fenced, startedAt, epoch }: Flight, { namespace, key, tags = [] }: Lookup, value: Loaded | undefined, expiresAt: number): void {
    if (fenced) return;
    this.#l1.keep({ namespace: namespace.name, key, tags, value, verifiedAt: startedAt, expiresAt, epoch });
  }

  #drop(invalidation: Invalidation): void {
    if (invalidation.everything) this.#l1.clear();
    for (const id of invalidation.ids) this.#l1.drop(...partsOf(id));
    for (const tag of invalidation.tags) this.#l1.dropTag(tag);
    this.#flights.fence(invalidation);
  }

  #ttl({ ttlMs, negativeTtlMs }: Namespace, value: Loaded | undefined): number {
    return Math.floor((value ? ttlMs : negativeTtlMs) * (0.9 + 0.2 * this.#random()));
  }

  #longestTtl({ ttlMs, negativeTtlMs }: Namespace): number {
    return 1.1 * Math.max(ttlMs, negativeTtlMs);
  }
}
