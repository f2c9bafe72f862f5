import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Cache, type CacheOptions, type Loaded, type Lookup, type Namespace } from "./cache.ts";
import { RedisTier } from "./redis.ts";

export const product: Namespace = { name: "product", ttlMs: 60_000, negativeTtlMs: 10_000 };

export interface Instance {
  readonly cache: Cache;
  readonly redis: RedisTier;
  /** What the observer was told, one word group an event. */
  readonly events: string[];
}

/** Instances of a cache that share a prefix nobody else uses and a clock that stands until it is moved. */
export class Fleet {
  readonly prefix = `test-${randomUUID()}:`;
  now = Date.now();
  readonly node: string;
  readonly #opened: Cache[] = [];

  constructor(node: string) {
    this.node = node;
  }

  /** Returns when the instance is connected and hears the others. */
  async open(options: Partial<CacheOptions> = {}, timeoutMs = 1000): Promise<Instance> {
    const redis = new RedisTier({ node: this.node, timeoutMs });
    const events: string[] = [];
    const cache = new Cache({
      l1Bytes: 1_000_000,
      stalenessMs: 5000,
      instanceId: `instance-${this.#opened.length}`,
      l2: redis,
      prefix: this.prefix,
      now: () => this.now,
      observer: {
        request: (namespace, tier, result) => events.push(`${namespace} ${tier} ${result}`),
        load: (namespace, result) => events.push(`${namespace} load ${result}`),
        invalidation: (result) => events.push(`invalidation ${result}`),
        busGap: () => events.push("gap"),
      },
      ...options,
    });
    this.#opened.push(cache);
    await until(() => cache.connected);
    return { cache, redis, events };
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((cache) => cache.close()));
  }
}

/** Something in a database: loads are counted and can be held back. */
export class Source {
  loads = 0;
  text: string | undefined;
  readonly key: string;
  readonly tags: readonly string[];
  #gate: Promise<void> = Promise.resolve();

  constructor(text: string | undefined, { key = "p-1", tags = [] }: { key?: string; tags?: readonly string[] } = {}) {
    this.text = text;
    this.key = key;
    this.tags = tags;
  }

  get lookup(): Lookup {
    return { namespace: product, key: this.key, tags: this.tags, load: () => this.#load() };
  }

  get named(): { keys: { namespace: Namespace; key: string }[] } {
    return { keys: [{ namespace: product, key: this.key }] };
  }

  /** Loads that begin from now on read at once and answer when the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return () => {
      this.#gate = Promise.resolve();
      resolve();
    };
  }

  async #load(): Promise<Loaded | undefined> {
    this.loads++;
    const { text } = this;
    await this.#gate;
    return text === undefined ? undefined : value(text);
  }
}

export function value(text: string): Loaded {
  return { body: Buffer.from(text), etag: `"${text}"` };
}

/** What a reader sees and where it came from. */
export async function read(cache: Cache, { lookup }: Source): Promise<[tier: string, text: string | undefined]> {
  const found = await cache.get(lookup);
  return [found.tier, found.value?.body.toString()];
}

export function peek(cache: Cache, { key }: Source): string | undefined {
  return cache.peek(product, key)?.value?.body.toString();
}

/** Waits for something that is to become true; the test's own time limit ends it otherwise. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(2);
}
