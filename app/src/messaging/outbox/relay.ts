import { setTimeout as sleep } from "node:timers/promises";
import type { Collection, Db } from "mongodb";
import type { Cache } from "../../cache/cache.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { Metrics } from "../../telemetry/metrics.ts";
import { Lease } from "./lease.ts";
import { invalidatedBy, type OutboxRow } from "./outbox.ts";

/** Rows taken at once. */
const batch = 200;
/** How long a relay may be silent before another takes over, in milliseconds. */
const leaseMs = 5000;
/** How long to wait when there is nothing to do, in milliseconds. */
const idleMs = 200;
/** How long to wait when the database is away, in milliseconds. */
const failedMs = 1000;

export interface RelayDependencies {
  readonly db: Db;
  readonly cache: Pick<Cache, "invalidate">;
  readonly metrics: Pick<Metrics, "outboxPending" | "outboxOldestAge">;
  readonly log: Logger;
  /** Tells relays apart; two of one process differ too. */
  readonly holder: string;
}

/**
 * Publishes what the outbox holds, oldest first, and repeats each row's invalidation, so that a write whose process died after the
 * commit still reaches every cache. At least once: a crash between the work and its note repeats the work. One relay works at a time.
 */
export class Relay {
  readonly #dependencies: RelayDependencies;
  readonly #rows: Collection<OutboxRow>;
  readonly #lease: Lease;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(dependencies: RelayDependencies) {
    this.#dependencies = dependencies;
    this.#rows = dependencies.db.collection("outbox");
    this.#lease = new Lease(dependencies.db, "relay", dependencies.holder, leaseMs);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the batch in hand and gives the lease back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#lease.release().catch(() => undefined);
  }

  async #run(): Promise<void> {
    const { log } = this.#dependencies;
    const { signal } = this.#stopping;
    let failing = false;
    while (!signal.aborted) {
      try {
        const published = await this.#turn();
        if (failing) log.info("the relay works again");
        failing = false;
        if (published < batch) await sleep(idleMs, undefined, { signal }).catch(() => undefined);
      } catch (error) {
        if (!failing) log.warn({ err: error }, "the relay cannot work; it goes on trying");
        failing = true;
        await sleep(failedMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** One batch, if the lease is ours. Returns how many rows were published. */
  async #turn(): Promise<number> {
    const { metrics } = this.#dependencies;
    if (!(await this.#lease.take())) {
      // Only the active relay speaks for the outbox: a former one must not repeat what it last saw.
      metrics.outboxPending.set(0);
      metrics.outboxOldestAge.set(0);
      return 0;
    }
    const rows = await this.#rows.find({ pending: true }).hint("pending").sort({ _id: 1 }).limit(batch).toArray();
    const [oldest] = rows;
    metrics.outboxPending.set(rows.length < batch ? rows.length : await this.#rows.countDocuments({ pending: true }, { hint: "pending" }));
    metrics.outboxOldestAge.set(oldest ? Math.max(0, (Date.now() - oldest.at.getTime()) / 1000) : 0);
    if (rows.length === 0) return 0;

    // What has not landed stays in the outbox and is tried again in the next turn.
    if ((await this.#dependencies.cache.invalidate(invalidatedBy(rows))) !== "landed") return 0;
    await this.#rows.updateMany(
      { _id: { $in: rows.map(({ _id }) => _id) } },
      { $unset: { pending: "" }, $currentDate: { publishedAt: true } },
    );
    return rows.length;
  }
}
