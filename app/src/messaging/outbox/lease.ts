import type { Collection, Db } from "mongodb";
import { isDuplicate } from "../../store/errors.ts";

interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

/**
 * The right to be the one that does a job, for a time, kept in the database and judged by the database's clock. A holder that hangs
 * past its time may overlap with the next one, so the job must bear being done twice.
 */
export class Lease {
  readonly #leases: Collection<LeaseDocument>;
  readonly #name: string;
  readonly #holder: string;
  readonly #ms: number;
  #freshUntil = 0;

  constructor(db: Db, name: string, holder: string, ms: number) {
    this.#leases = db.collection("leases");
    this.#name = name;
    this.#holder = holder;
    this.#ms = ms;
  }

  /** Takes or prolongs the lease; false while somebody else holds it. Asked often, it writes only when half its time is over. */
  async take(): Promise<boolean> {
    const now = performance.now();
    if (now < this.#freshUntil) return true;
    const free = { $or: [{ $eq: ["$holder", this.#holder] }, { $lte: ["$until", "$$NOW"] }] };
    const lease = await this.#leases
      .findOneAndUpdate(
        { _id: this.#name },
        [
          {
            $set: {
              holder: { $cond: [free, { $literal: this.#holder }, "$holder"] },
              until: { $cond: [free, { $add: ["$$NOW", this.#ms] }, "$until"] },
            },
          },
        ],
        { upsert: true, returnDocument: "after" },
      )
      .catch(heldByAnother);
    const taken = lease?.holder === this.#holder;
    this.#freshUntil = taken ? now + this.#ms / 2 : 0;
    return taken;
  }

  /** Lets the next one in at once. */
  async release(): Promise<void> {
    this.#freshUntil = 0;
    await this.#leases.deleteOne({ _id: this.#name, holder: this.#holder });
  }
}

/** Two upserts at once: the other one was faster. */
function heldByAnother(error: unknown): null {
  if (isDuplicate(error)) return null;
  throw error;
}
