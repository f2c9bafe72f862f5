import { randomUUID } from "node:crypto";
import type { Invalidation } from "./invalidation.ts";
import type { RedisTier } from "./redis.ts";

interface Message extends Invalidation {
  readonly origin: string;
  readonly seq: number;
}

export interface BusListener {
  /** Another instance has invalidated this. */
  invalidated(invalidation: Invalidation): void;
  /** Messages may have been missed. `noticed` is false where that is only possible: when listening begins or an instance is first heard. */
  missed(noticed: boolean): void;
}

/** Instances remembered at most; one that is forgotten is met as a new one. */
const ORIGINS = 1000;

/**
 * Tells the other instances what was invalidated. Delivery is at most once: each message carries its sender's next number, so that a
 * lost one is noticed with the next one that arrives, and a broken connection at once. Limit: if the last message of a sender is lost
 * on a connection that lives, nothing here notices; the staleness bound covers it.
 */
export class Bus {
  readonly #redis: RedisTier;
  readonly #channel: string;
  readonly #listener: BusListener;
  readonly #origin: string;
  readonly #heard = new Map<string, number>();
  #seq = 0;
  #listening = false;

  /** `instanceId` is completed by a random part: an instance that restarts counts from one again. */
  constructor(redis: RedisTier, channel: string, instanceId: string, listener: BusListener) {
    this.#redis = redis;
    this.#channel = channel;
    this.#listener = listener;
    this.#origin = `${instanceId}/${randomUUID()}`;
    const { subscriber } = redis;
    subscriber.on("ready", () => this.#listen());
    subscriber.on("close", () => this.#lost());
    subscriber.on("message", (_channel: string, text: string) => this.#receive(text));
    if (subscriber.status === "ready") this.#listen();
  }

  get listening(): boolean {
    return this.#listening;
  }

  /** After this, losing the connection is no loss. */
  close(): void {
    this.#listening = false;
  }

  /** Returns once Redis has taken the message, which says nothing about who received it. */
  async publish(invalidation: Invalidation): Promise<void> {
    const message: Message = { origin: this.#origin, seq: ++this.#seq, ...invalidation };
    await this.#redis.within("publish", this.#redis.commands.publish(this.#channel, JSON.stringify(message)));
  }

  #listen(): void {
    this.#redis.subscriber.subscribe(this.#channel).then(
      () => {
        this.#listening = true;
        this.#heard.clear();
        this.#listener.missed(false);
      },
      // A new connection tries again.
      () => this.#redis.subscriber.disconnect(true),
    );
  }

  #lost(): void {
    if (!this.#listening) return;
    this.#listening = false;
    this.#listener.missed(true);
  }

  #receive(text: string): void {
    const message = parse(text);
    if (!message) {
      this.#listener.missed(true);
      return;
    }
    const { origin, seq } = message;
    if (origin === this.#origin) return;
    const last = this.#heard.get(origin);
    this.#heard.delete(origin);
    this.#heard.set(origin, Math.max(seq, last ?? 0));
    for (const oldest of this.#heard.keys()) {
      if (this.#heard.size <= ORIGINS) break;
      this.#heard.delete(oldest);
    }
    if (last === undefined ? seq > 1 : seq > last + 1) this.#listener.missed(last !== undefined);
    this.#listener.invalidated(message);
  }
}

function parse(text: string): Message | undefined {
  let message: Partial<Message> | null;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { origin, seq, ids, tags, everything } = message ?? {};
  if (typeof origin !== "string" || typeof seq !== "number" || typeof everything !== "boolean") return undefined;
  return areStrings(ids) && areStrings(tags) ? { origin, seq, ids, tags, everything } : undefined;
}

function areStrings(list: unknown): list is string[] {
  return Array.isArray(list) && list.every((item) => typeof item === "string");
}
