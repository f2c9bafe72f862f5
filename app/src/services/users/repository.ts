import type { ClientSession, Collection, Db, Filter } from "mongodb";
import type { UserRole } from "../../contract.ts";
import { ignoreDuplicates } from "../../store/errors.ts";
import type { User, UserChange } from "./schema.ts";

interface UserDocument extends Omit<User, "id" | "createdAt" | "updatedAt"> {
  readonly _id: string;
  /** PHC string; never leaves this file. */
  readonly password: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** `id:<user id>` to the handle, which is the shard key of `users`. */
interface UserKey {
  readonly _id: string;
  readonly handle: string;
}

const withoutPassword = { password: 0 } as const;
const keyOf = (id: string) => `id:${id}`;

/** Users in MongoDB, by handle; `user_keys` finds the handle of an id. Both are written in one transaction. */
export class UserRepository {
  readonly #users: Collection<UserDocument>;
  readonly #keys: Collection<UserKey>;

  constructor(db: Db) {
    this.#users = db.collection("users");
    this.#keys = db.collection("user_keys");
  }

  async find(id: string, session?: ClientSession): Promise<User | undefined> {
    const handle = await this.#handleOf(id, session);
    if (handle === undefined) return undefined;
    return present(await this.#users.findOne({ handle, _id: id }, { projection: withoutPassword, ...(session && { session }) }));
  }

  /** @throws the driver's duplicate key error when the handle is taken */
  async insert(user: User, password: string, session: ClientSession): Promise<void> {
    await this.#users.insertOne(document(user, password), { session });
    await this.#keys.insertOne({ _id: keyOf(user.id), handle: user.handle }, { session });
  }

  /** Adds users that are not there yet, for demo data: those that are stay as they are. */
  async insertMissing(users: readonly User[], password: string): Promise<void> {
    await this.#keys.bulkWrite(
      users.map(({ id, handle }) => ({ updateOne: { filter: { _id: keyOf(id) }, update: { $setOnInsert: { handle } }, upsert: true } })),
      { ordered: false },
    );
    await this.#users
      .insertMany(
        users.map((user) => document(user, password)),
        { ordered: false },
      )
      .catch(ignoreDuplicates);
  }

  /** Undefined when there is no such user in that version. */
  async update(
    id: string,
    version: number | undefined,
    change: UserChange & { roles?: UserRole[]; emailVerified?: boolean },
    session: ClientSession,
  ): Promise<User | undefined> {
    const handle = await this.#handleOf(id, session);
    if (handle === undefined) return undefined;
    const filter: Filter<UserDocument> = { handle, _id: id, ...(version !== undefined && { version }) };
    return present(
      await this.#users.findOneAndUpdate(
        filter,
        { $set: { ...change, updatedAt: new Date() }, $inc: { version: 1 } },
        { session, returnDocument: "after", projection: withoutPassword },
      ),
    );
  }

  async delete(id: string, session: ClientSession): Promise<User | undefined> {
    const key = await this.#keys.findOneAndDelete({ _id: keyOf(id) }, { session });
    if (!key) return undefined;
    return present(await this.#users.findOneAndDelete({ handle: key.handle, _id: id }, { session, projection: withoutPassword }));
  }

  async #handleOf(id: string, session: ClientSession | undefined): Promise<string | undefined> {
    return (await this.#keys.findOne({ _id: keyOf(id) }, session && { session }))?.handle;
  }
}

function document({ id, createdAt, updatedAt, ...rest }: User, password: string): UserDocument {
  return { _id: id, ...rest, password, createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) };
}

function present(found: Omit<UserDocument, "password"> | null): User | undefined {
  if (!found) return undefined;
  const { _id, handle, name, email, emailVerified, roles, version, createdAt, updatedAt } = found;
  return {
    id: _id,
    handle,
    name,
    email,
    emailVerified,
    roles,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
