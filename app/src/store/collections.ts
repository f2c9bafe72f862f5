import type { IndexDescription } from "mongodb";

/** A collection's name and the indexes its queries need. */
export interface CollectionDefinition {
  readonly name: string;
  readonly indexes: readonly IndexDescription[];
}

/** Days for which published outbox rows are kept, to look at. */
const publishedDays = 7;

/** Every collection. `_id` is always indexed and not listed. */
export const collections: readonly CollectionDefinition[] = [
  { name: "users", indexes: [{ key: { handle: 1 }, name: "handle", unique: true }] },
  // `id:<user id>` or `email:<hash>` to the handle: what finds a user when the handle is not known.
  { name: "user_keys", indexes: [] },
  { name: "products", indexes: [] },
  {
    name: "outbox",
    indexes: [
      { key: { pending: 1, _id: 1 }, name: "pending", partialFilterExpression: { pending: true } },
      { key: { publishedAt: 1 }, name: "published", expireAfterSeconds: publishedDays * 86_400 },
    ],
  },
  { name: "leases", indexes: [] },
  { name: "migrations", indexes: [] },
];
