import type { Committed, Refusal } from "../messaging/outbox/outbox.ts";
import { notFound } from "./problem.ts";
import { staleVersion } from "./request.ts";

/** An answer that is not read through the cache. */
export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers: Readonly<Record<string, string>>;
}

/** A resource that counts its changes. */
interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Turns a refused change into its problem: 404 where there is nothing, 412 where the version is another. */
export function done<T extends object>({ value, invalidation }: Committed<T | Refusal>): Committed<T> {
  if (value === "absent") throw notFound();
  if (value === "stale") throw staleVersion();
  return { value, invalidation };
}

export function created<T extends Versioned>(committed: Committed<T>, collection: string): Answer {
  const answer = changed(committed);
  return { ...answer, status: 201, headers: { ...answer.headers, location: `${collection}/${committed.value.id}` } };
}

export function changed<T extends Versioned>({ value, invalidation }: Committed<T>): Answer {
  return { status: 200, body: value, headers: { etag: `"${value.version}"`, ...pending(invalidation) } };
}

export function removed({ invalidation }: Committed<unknown>): Answer {
  return { status: 204, headers: pending(invalidation) };
}

/** The write is durable all the same; other instances may serve the former value until the invalidation lands. */
function pending(invalidation: Committed<unknown>["invalidation"]): Record<string, string> {
  return invalidation === "pending" ? { "cache-invalidation": "pending" } : {};
}
