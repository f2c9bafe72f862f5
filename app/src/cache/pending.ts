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

/** Somebody who waits to be told. */
interface Caller {
  /** They have been told "pending". */
  late: boolean;
  readonly answer: (result: "landed" | "pending") => void;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;
const BATCH = 100;
const EVERYTHING: Invalidation = { ids: [], tags: [], everything: true };

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
  /** What failed and is tried again, each key and tag once, however often it was asked for. */
  readonly #backlog = { ids: new Set<string>(), tags: new Set<string>(), everything: false };
  /** Whose invalidation is in the backlog and who has not been answered yet. */
  readonly #waiting = new Set<Caller>();
  #late = 0;
  #everything = 0;
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
      const caller: Caller = {
        late: false,
        answer: (result) => {
          clearTimeout(timer);
          resolve(result);
        },
      };
      const timer = setTimeout(() => {
        caller.late = true;
        if (this.#waiting.delete(caller)) this.#late++;
        resolve("pending");
      }, this.#options.answerMs);
      this.#block(invalidation, 1);
      this.#track(this.#try(invalidation, caller));
    });
  }

  /** Tries what is left once more, then gives it up: whoever still waits is told "pending". */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    while (this.#attempts.size > 0) await Promise.all(this.#attempts);
    for (const { answer } of this.#waiting) answer("pending");
    this.#waiting.clear();
  }

  async #try(invalidation: Invalidation, caller: Caller): Promise<void> {
    if (await this.#land(invalidation)) {
      if (caller.late) this.#options.onLate();
      caller.answer("landed");
      return;
    }
    if (caller.late) this.#late++;
    else this.#waiting.add(caller);
    if (!this.#draining && !this.#closed) this.#track(this.#drain());
  }

  /** What does not land goes to the backlog. */
  async #land(invalidation: Invalidation): Promise<boolean> {
    try {
      await this.#options.land(invalidation);
    } catch {
      this.#defer(invalidation);
      return false;
    }
    this.#block(invalidation, -1);
    return true;
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    for (let failures = 1; !this.#drained; ) {
      if (failures > 0) await this.#pause(failures);
      const last = this.#closed;
      const landed = await this.#land(this.#take());
      failures = landed ? 0 : failures + 1;
      if (last && !landed) break;
    }
    this.#draining = false;
    if (this.#drained) this.#settle();
  }

  get #drained(): boolean {
    const { ids, tags, everything } = this.#backlog;
    return !everything && ids.size === 0 && tags.size === 0;
  }

  /** Takes a batch out; it stays blocked. What is invalidated anew meanwhile comes into the backlog again. */
  #take(): Invalidation {
    const { ids, tags, everything } = this.#backlog;
    if (everything) {
      this.#backlog.everything = false;
      return EVERYTHING;
    }
    return { ids: takeSome(ids), tags: takeSome(tags), everything: false };
  }

  /** Puts what is blocked once for itself into the backlog, where each name is blocked once for all. */
  #defer({ ids, tags, everything }: Invalidation): void {
    for (const id of ids) addOnce(this.#backlog.ids, id, this.#ids);
    for (const tag of tags) addOnce(this.#backlog.tags, tag, this.#tags);
    if (everything && this.#backlog.everything) this.#everything--;
    this.#backlog.everything ||= everything;
    if (this.size > this.#options.bound) this.#collapse();
  }

  #settle(): void {
    for (const { answer } of this.#waiting) answer("landed");
    this.#waiting.clear();
    for (; this.#late > 0; this.#late--) this.#options.onLate();
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
    const { ids, tags } = this.#backlog;
    this.#block({ ids: [...ids], tags: [...tags], everything: false }, -1);
    ids.clear();
    tags.clear();
    if (!this.#backlog.everything) this.#block(EVERYTHING, 1);
    this.#backlog.everything = true;
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

/** Of two reasons to block a name, both waiting, one goes. */
function addOnce(backlog: Set<string>, name: string, blocked: Map<string, number>): void {
  if (backlog.has(name)) count(blocked, name, -1);
  backlog.add(name);
}

function takeSome(names: Set<string>): string[] {
  const some: string[] = [];
  for (const name of names) {
    if (some.length === BATCH) break;
    some.push(name);
    names.delete(name);
  }
  return some;
}
