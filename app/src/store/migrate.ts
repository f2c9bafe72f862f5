import type { Db } from "mongodb";
import type { Logger } from "../telemetry/log.ts";
import { collections } from "./collections.ts";

interface Migration {
  /** Never changes and orders the list: `0001-...`. */
  readonly id: string;
  /** Must be safe to run again: a process may die between the work and the note that it is done. */
  readonly run: (db: Db) => Promise<void>;
}

/** In order; a new one goes to the end and an old one never changes. */
const migrations: readonly Migration[] = [{ id: "0001-collections", run: createCollections }];

/** Brings the database to what this version expects. Two at once do no harm: every step may run twice. Returns what was run. */
export async function migrate(db: Db, log: Logger): Promise<readonly string[]> {
  const done = db.collection<{ _id: string; at: Date }>("migrations");
  const known = new Set((await done.find().toArray()).map(({ _id }) => _id));
  const ran: string[] = [];
  for (const { id, run } of migrations) {
    if (known.has(id)) continue;
    log.info({ migration: id }, "migrating");
    await run(db);
    await done.updateOne({ _id: id }, { $setOnInsert: { at: new Date() } }, { upsert: true });
    ran.push(id);
  }
  return ran;
}

async function createCollections(db: Db): Promise<void> {
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  for (const { name, indexes } of collections) {
    if (!existing.has(name)) await db.createCollection(name).catch(ignoreExisting);
    if (indexes.length > 0) await db.collection(name).createIndexes([...indexes]);
  }
}

/** NamespaceExists: another process was faster. */
function ignoreExisting(error: { code?: unknown }): void {
  if (error.code !== 48) throw error;
}
