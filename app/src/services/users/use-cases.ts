import { v7 as uuid } from "uuid";
import type { UserRole } from "../../contract.ts";
import type { Committed, Outbox, Refusal } from "../../messaging/outbox/outbox.ts";
import { isDuplicate } from "../../store/errors.ts";
import { type UserEventType, userEvent } from "./events.ts";
import { hashPassword } from "./password.ts";
import type { UserRepository } from "./repository.ts";
import type { NewUser, User, UserChange } from "./schema.ts";

/** Somebody else has this handle. */
export class HandleTaken extends Error {}

/** People who use the system: anybody may register, each looks after themselves, support looks after all. */
export class Users {
  readonly #users: UserRepository;
  readonly #outbox: Outbox;

  constructor(users: UserRepository, outbox: Outbox) {
    this.#users = users;
    this.#outbox = outbox;
  }

  find(id: string): Promise<User | undefined> {
    return this.#users.find(id);
  }

  /** An e-mail address may be given by several until one of them proves it: registering tells nothing about it. @throws HandleTaken */
  async register({ password, ...input }: NewUser): Promise<Committed<User>> {
    const hash = await hashPassword(password);
    const id = uuid();
    try {
      return await this.#outbox.commit(async ({ session, publish }) => {
        const now = new Date().toISOString();
        const user: User = { id, ...input, emailVerified: false, roles: [], version: 1, createdAt: now, updatedAt: now };
        await this.#users.insert(user, hash, session);
        publish(userEvent("registered", user));
        return user;
      });
    } catch (error) {
      if (isDuplicate(error)) throw new HandleTaken(input.handle);
      throw error;
    }
  }

  /** A new address has to be proven anew. */
  update(id: string, version: number | undefined, change: UserChange): Promise<Committed<User | Refusal>> {
    return this.#change("updated", id, version, { ...change, ...(change.email !== undefined && { emailVerified: false }) });
  }

  assignRoles(id: string, version: number | undefined, roles: UserRole[]): Promise<Committed<User | Refusal>> {
    return this.#change("roles-changed", id, version, { roles });
  }

  delete(id: string): Promise<Committed<User | Refusal>> {
    return this.#outbox.commit(async ({ session, publish }) => {
      const user = await this.#users.delete(id, session);
      if (!user) return "absent";
      publish(userEvent("deleted", user));
      return user;
    });
  }

  #change(
    what: UserEventType,
    id: string,
    version: number | undefined,
    change: Parameters<UserRepository["update"]>[2],
  ): Promise<Committed<User | Refusal>> {
    return this.#outbox.commit(async ({ session, publish }) => {
      const user = await this.#users.update(id, version, change, session);
      if (!user) return version !== undefined && (await this.#users.find(id, session)) ? "stale" : "absent";
      publish(userEvent(what, user));
      return user;
    });
  }
}
