import type { Loaded } from "./envelope.ts";
import type { Invalidation } from "./invalidation.ts";

export interface Outcome {
  readonly value: Loaded | undefined;
  readonly tier: "l1" | "l2" | "miss";
  readonly verifiedAt: number;
}

/** A read that is under way below the first tier, shared by all who want the same key. */
export class Flight {
  readonly id: string;
  readonly tags: readonly string[];
  readonly startedAt: number;
  readonly epoch: number;
  /** True once something it may have read was invalidated: what it brings is for those already waiting and is stored nowhere. */
  fenced = false;

  constructor(id: string, tags: readonly string[], startedAt: number, epoch: number) {
    this.id = id;
    this.tags = tags;
    this.startedAt = startedAt;
    this.epoch = epoch;
  }
}

interface Boarding {
  readonly flight: Flight;
  readonly outcome: Promise<Outcome>;
}

/** One flight per key in this process; a failing one fails for all who joined it. */
export class Flights {
  readonly #boarding = new Map<string, Boarding>();

  /**
   * The flight to join, if any: not one that an invalidation has fenced, nor one older than `maxAgeMs`, which might bring a value
   * from before an invalidation that this process never heard of.
   */
  join(id: string, now: number, maxAgeMs: number): Promise<Outcome> | undefined {
    const found = this.#boarding.get(id);
    return found && now - found.flight.startedAt <= maxAgeMs ? found.outcome : undefined;
  }

  start(flight: Flight, run: (flight: Flight) => Promise<Outcome>): Promise<Outcome> {
    const outcome = run(flight);
    this.#boarding.set(flight.id, { flight, outcome });
    const landed = () => {
      if (this.#boarding.get(flight.id)?.flight === flight) this.#boarding.delete(flight.id);
    };
    outcome.then(landed, landed);
    return outcome;
  }

  fence({ ids, tags, everything }: Invalidation): void {
    for (const id of ids) this.#fence(this.#boarding.get(id)?.flight);
    if (tags.length === 0 && !everything) return;
    for (const { flight } of this.#boarding.values()) {
      if (everything || flight.tags.some((tag) => tags.includes(tag))) this.#fence(flight);
    }
  }

  #fence(flight: Flight | undefined): void {
    if (!flight) return;
    flight.fenced = true;
    this.#boarding.delete(flight.id);
  }
}
