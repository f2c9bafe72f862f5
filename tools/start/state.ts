import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { link, mkdir, readdir, rm, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { codeOf, Problem, sentence } from "./problem.ts";
import { end, identity, type ServerProcess } from "./processes.ts";
import type { Screen } from "./screen.ts";

/** A process of ours as the next start finds it. */
interface Record {
  readonly name: string;
  readonly pid: number;
  /** Tells it from a later process with the same number. */
  readonly identity: string;
  /** Ends what outlives the process: a container. */
  readonly remove?: readonly [string, ...string[]];
}

/** Who runs here: the content of the lock. */
interface Holder extends Record {
  readonly url: string;
}

/** What a start makes here. Other commands keep their state beside it. */
const ownNames = /^(mongodb-.+|redis|ports\.json|development-key\.json|(api|mongod|redis)\.log(\.1)?)$/;

/** What leftovers are stopped in: the API before the servers that it needs. */
const order = ["api", "redis", "mongod"];

/**
 * The folder that keeps everything of this checkout: `.strata/`. One start at a time holds it. Processes are written down there, so that
 * a start that comes after a killed one can end what that left running, and nothing else.
 */
export class State {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** A container's name that no other checkout uses. */
  containerName(server: string): string {
    return `strata-${server}-${createHash("sha256").update(this.folder).digest("hex").slice(0, 12)}`;
  }

  /** Takes the folder. @throws Problem when a start runs here already, or the folder cannot be written */
  async take(url: string): Promise<void> {
    await mkdir(this.path("run"), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw unwritable(this.folder, error);
    });
    const mine: Holder = { name: "start", pid: process.pid, identity: identity(process.pid) ?? "", url };
    const lock = this.path("run", "start.json");
    const draft = this.path("run", `start-${randomUUID()}`);
    await writeFile(draft, JSON.stringify(mine), { mode: 0o600 }).catch((error: unknown) => {
      throw unwritable(this.folder, error);
    });
    try {
      // A link appears with its content or not at all, so that nobody reads half a lock.
      while (!(await link(draft, lock).then(() => true, ifCode("EEXIST")))) await this.#clearStale(lock, draft);
    } finally {
      await unlink(draft);
    }
  }

  async release(): Promise<void> {
    await rm(this.path("run", "start.json"), { force: true });
  }

  /** Removes the lock of a start that is gone. @throws Problem when it is not */
  async #clearStale(lock: string, draft: string): Promise<void> {
    const holder = read<Holder>(lock);
    if (holder && isAlive(holder)) {
      throw new Problem(
        `\`npm start\` already runs in this folder (process ${holder.pid}, ${holder.url}): use that one, or end it with Ctrl-C.`,
      );
    }
    // Several may come to this at once: one of them looks again and clears, so that nobody removes the lock of the next holder.
    const guard = `${lock}-clearing`;
    if (await link(draft, guard).then(() => true, ifCode("EEXIST"))) {
      const still = read<Holder>(lock);
      if (!still || !isAlive(still)) await rm(lock, { force: true });
      await rm(guard, { force: true });
    } else {
      const other = read<Holder>(guard);
      if (other && !isAlive(other)) await rm(guard, { force: true });
      await setTimeout(25);
    }
  }

  /** Writes a process down, until `forget`. */
  async remember(name: string, server: ServerProcess): Promise<void> {
    const { pid, command } = server;
    const known = pid === undefined ? undefined : identity(pid);
    if (pid === undefined || known === undefined) return;
    const record: Record = { name, pid, identity: known, ...(command.remove && { remove: command.remove }) };
    await writeFile(this.path("run", `${name}.json`), JSON.stringify(record));
  }

  async forget(name: string): Promise<void> {
    await rm(this.path("run", `${name}.json`), { force: true });
  }

  /** Ends what a killed start left running. Only processes that it wrote down and that are still the same ones. */
  async endLeftovers(screen: Screen): Promise<void> {
    for (const name of order) {
      const record = read<Record>(this.path("run", `${name}.json`));
      if (!record) continue;
      if (isAlive(record)) {
        screen.say(`Ending ${name} (process ${record.pid}), which an earlier start left running`);
        await end(record.pid, record.identity);
      }
      const [file, ...args] = record.remove ?? [];
      if (file) await promisify(execFile)(file, args).catch(() => undefined);
      await this.forget(name);
    }
  }

  /** Deletes the data, logs and key of earlier starts, not what others keep here. Call it while holding the folder, with nothing running. */
  async clear(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (ownNames.test(name)) await rm(this.path(name), { recursive: true, force: true });
    }
  }

  /** The port that a server had last time: its replica set knows it by that. */
  port(name: string): number | undefined {
    return read<{ [name: string]: number }>(this.path("ports.json"))?.[name];
  }

  async rememberPort(name: string, port: number): Promise<void> {
    const ports = read<{ [name: string]: number }>(this.path("ports.json"));
    await writeFile(this.path("ports.json"), JSON.stringify({ ...ports, [name]: port }));
  }
}

function isAlive({ pid, identity: known }: Record): boolean {
  return identity(pid) === known;
}

/** The content of a JSON file, or undefined when it is absent or broken. */
function read<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

function ifCode(code: string): (error: unknown) => false {
  return (error) => {
    if (codeOf(error) === code) return false;
    throw error;
  };
}

function unwritable(folder: string, error: unknown): Problem {
  if (codeOf(error) === "ENOSPC") return new Problem(`The disk of ${folder} is full: free some space and start again.`);
  return new Problem(
    `Cannot write to ${folder} (${codeOf(error) ?? sentence(error)}): give this user the right to, or start in a copy elsewhere.`,
  );
}
