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

/** A role that is more than the one who assigns it has. */
export class RoleNotAssignable extends Error {
  readonly role: UserRole;

  constructor(role: UserRole) {
    super(role);
    this.role = role;
  }
}

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

  /** Gives and takes only roles that `mayAssign` allows. @throws RoleNotAssignable */
  assignRoles(
    id: string,
    version: number | undefined,
    roles: UserRole[],
    mayAssign: (role: UserRole) => boolean,
  ): Promise<Committed<User | Refusal>> {
    return this.#change("roles-changed", id, version, { roles }, (before) => {
      const changed = [...roles, ...before.roles].filter((role) => roles.includes(role) !== before.roles.includes(role));
      const refused = changed.find((role) => !mayAssign(role));
      if (refused) throw new RoleNotAssignable(refused);
    });
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
    check: (before: User) => void = () => {},
  ): Promise<Committed<User | Refusal>> {
    return this.#outbox.commit(async ({ session, publish }) => {
      const before = await this.#users.find(id, session);
      if (!before) return "absent";
      check(before);
      const user = await this.#users.update(id, version, change, session);
      if (!user) return "stale";
      publish(userEvent(what, user));
      return user;
    });
  }
}
