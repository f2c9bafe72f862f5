import type { Namespace } from "../../cache/cache.ts";
import type { Event } from "../../messaging/outbox/outbox.ts";
import type { User } from "./schema.ts";

export const userNamespace: Namespace = { name: "user", ttlMs: 300_000, negativeTtlMs: 5000 };

/** On every subject's copy of a user. */
export const userTag = (id: string) => `user:${id}`;

export type UserEventType = "registered" | "updated" | "roles-changed" | "deleted";

/** Events hold ids alone: name and address are personal data. */
export function userEvent(what: UserEventType, { id, version }: Pick<User, "id" | "version">): Event {
  return { type: `users.user.${what}`, subject: id, data: { id, version }, invalidates: { tags: [userTag(id)] } };
}
