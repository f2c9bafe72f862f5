import type { ClientSession, Collection, MongoClient } from "mongodb";
import { v7 as uuid } from "uuid";
import type { Cache } from "../../cache/cache.ts";
import { TransactionTimeout } from "../../store/errors.ts";

/** How long a transaction may take with all its retries, in milliseconds. */
const transactionMs = 5000;

/** What caches must forget: entries by namespace and key, and all entries that carry a tag. */
export interface Invalidates {
  readonly keys?: readonly { readonly namespace: string; readonly key: string }[];
  readonly tags?: readonly string[];
}

/** Something that happened, told to whoever listens. `data` holds ids and facts, no personal data. */
export interface Event {
  /** `<service>.<thing>.<what happened>`, e.g. `catalog.product.updated`. */
  readonly type: string;
  /** Id of the thing: events of one thing keep their order. */
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly invalidates: Invalidates;
}

/** What a write did, and whether every cache knows yet. */
export interface Committed<T> {
  readonly value: T;
  readonly invalidation: "landed" | "pending";
}

/** Why a change was not made: there is no such thing, or its version is another. */
export type Refusal = "absent" | "stale";

/** A row of the outbox. `pending` is there until it is published, then gone, which keeps the index of open rows small. */
export interface OutboxRow extends Event {
  readonly _id: string;
  readonly at: Date;
  readonly pending?: true;
  readonly publishedAt?: Date;
}

/** One transaction: reads and writes go through `session`, events through `publish`. */
export interface Transaction {
  readonly session: ClientSession;
  publish(event: Event): void;
}

/**
 * How every write is made: state and events in one transaction, then the caches forget, then the caller answers. A crash between commit
 * and invalidation loses nothing: the relay finds the row and invalidates again.
 */
export class Outbox {
  readonly #client: MongoClient;
  readonly #rows: Collection<OutboxRow>;
  readonly #cache: Pick<Cache, "invalidate">;

  constructor(client: MongoClient, cache: Pick<Cache, "invalidate">) {
    this.#client = client;
    this.#rows = client.db().collection("outbox");
    this.#cache = cache;
  }

  /**
   * Runs `work` in a transaction, again from its start when the database asks for that: it must have no effect but through `session`.
   *
   * @throws TransactionTimeout after five seconds; the driver itself would go on for two minutes
   */
  async commit<T>(work: (transaction: Transaction) => Promise<T>): Promise<Committed<T>> {
    const abandoned = new AbortController();
    const { value, events } = await within(
      transactionMs,
      () => abandoned.abort(),
      this.#client.withSession((session) =>
        session.withTransaction(async () => {
          // What is not the driver's own error ends its retries.
          if (abandoned.signal.aborted) throw new TransactionTimeout();
          const events: Event[] = [];
          const value = await work({ session, publish: (event) => events.push(event) });
          if (events.length > 0) await this.#rows.insertMany(events.map(asRow), { session });
          return { value, events };
        }),
      ),
    );
    return { value, invalidation: await this.#cache.invalidate(invalidatedBy(events)) };
  }
}

/** Settles as `promise` does, or calls `late` and fails after `milliseconds`. */
function within<T>(milliseconds: number, late: () => void, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      late();
      reject(new TransactionTimeout());
    }, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const asRow = (event: Event): OutboxRow => ({ _id: uuid(), ...event, at: new Date(), pending: true });

/** All that these events invalidate, each once. */
export function invalidatedBy(events: readonly Pick<Event, "invalidates">[]): Required<Invalidates> {
  const keys = new Map(events.flatMap(({ invalidates }) => invalidates.keys ?? []).map((key) => [`${key.namespace} ${key.key}`, key]));
  return { keys: [...keys.values()], tags: [...new Set(events.flatMap(({ invalidates }) => invalidates.tags ?? []))] };
}
