import type { Invalidation } from "./invalidation.ts";

export interface PendingOptions {
  /** Brings an invalidation to the second tier and the other instances; repeating it is harmless. */
  readonly land: (invalidation: Invalidation) => Promise<void>;
  readonly random: () => number;
  /** After how long a caller is told "pending". */
  readonly answerMs: number;
  /** Keys and tags remembered at most. */
  readonly bound: number;
  /** An invalidation that was answered "pending" has landed. */
  readonly onLate: () => void;
}

interface Job {
  readonly invalidation: Invalidation;
  readonly answer: (result: "landed" | "pending") => void;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;
const BATCH = 100;

/**
 * Invalidations on their way. From the call until an invalidation has landed its keys and tags are blocked; it is tried at once and
 * then again, with growing pauses, until it lands. When more keys and tags wait than `bound`, they are replaced by one invalidation of
 * everything, so that memory is bounded and nothing is forgotten. Limit: what has not landed when the process ends is lost here.
 */
export class Pending {
  readonly #options: PendingOptions;
  readonly #ids = new Map<string, number>();
  readonly #tags = new Map<string, number>();
  readonly #attempts = new Set<Promise<void>>();
  #everything = 0;
  #backlog: Job[] = [];
  #draining = false;
  #closed = false;
  #wake: () => void = () => {};

  constructor(options: PendingOptions) {
    this.#options = options;
  }

  /** Keys and tags that are blocked. */
  get size(): number {
    return this.#ids.size + this.#tags.size;
  }

  blocks(id: string, tags: readonly string[]): boolean {
    if (this.#everything > 0) return true;
    return this.size > 0 && (this.#ids.has(id) || tags.some((tag) => this.#tags.has(tag)));
  }

  /** Blocks before it returns. */
  add(invalidation: Invalidation): Promise<"landed" | "pending"> {
    return new Promise((resolve) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        resolve("pending");
      }, this.#options.answerMs);
      const answer = (result: "landed" | "pending") => {
        clearTimeout(timer);
        if (late && result === "landed") this.#options.onLate();
        resolve(result);
      };
      const job = { invalidation, answer };
      this.#block(invalidation, 1);
      this.#track(this.#attempt([job]));
    });
  }

  /** Tries what is left once more, then gives it up: whoever still waits is told "pending". */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    while (this.#attempts.size > 0) await Promise.all(this.#attempts);
    for (const job of this.#backlog) job.answer("pending");
  }

  async #attempt(jobs: Job[]): Promise<boolean> {
    try {
      await this.#options.land(merged(jobs));
    } catch {
      this.#backlog.push(...jobs);
      if (this.size > this.#options.bound) this.#collapse();
      if (!this.#draining && !this.#closed) this.#track(this.#drain());
      return false;
    }
    for (const { invalidation, answer } of jobs) {
      this.#block(invalidation, -1);
      answer("landed");
    }
    return true;
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    for (let failures = 1; this.#backlog.length > 0; ) {
      if (failures > 0) await this.#pause(failures);
      const last = this.#closed;
      const whole = this.#backlog.findIndex(({ invalidation }) => invalidation.everything);
      const jobs = whole >= 0 ? this.#backlog.splice(whole, 1) : this.#backlog.splice(0, BATCH);
      const landed = await this.#attempt(jobs);
      failures = landed ? 0 : failures + 1;
      if (last && !landed) break;
    }
    this.#draining = false;
  }

  #pause(failures: number): Promise<void> {
    if (this.#closed) return Promise.resolve();
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest * (0.5 + this.#options.random() / 2));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #collapse(): void {
    for (const { invalidation, answer } of this.#backlog) {
      this.#block(invalidation, -1);
      answer("pending");
    }
    const invalidation = { ids: [], tags: [], everything: true };
    this.#block(invalidation, 1);
    this.#backlog = [{ invalidation, answer: () => {} }];
  }

  #block({ ids, tags, everything }: Invalidation, by: 1 | -1): void {
    for (const id of ids) count(this.#ids, id, by);
    for (const tag of tags) count(this.#tags, tag, by);
    if (everything) this.#everything += by;
  }

  #track(attempt: Promise<unknown>): void {
    const tracked: Promise<void> = attempt.then(() => {
      this.#attempts.delete(tracked);
    });
    this.#attempts.add(tracked);
  }
}

function count(counts: Map<string, number>, name: string, by: 1 | -1): void {
  const now = (counts.get(name) ?? 0) + by;
  if (now > 0) counts.set(name, now);
  else counts.delete(name);
}

function merged(jobs: readonly Job[]): Invalidation {
  const [only] = jobs;
  if (only && jobs.length === 1) return only.invalidation;
  return {
    ids: [...new Set(jobs.flatMap(({ invalidation }) => invalidation.ids))],
    tags: [...new Set(jobs.flatMap(({ invalidation }) => invalidation.tags))],
    everything: false,
  };
}
