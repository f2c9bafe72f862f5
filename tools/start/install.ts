import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { codeOf, Problem } from "./problem.ts";

/** Where fetched programs stay, for all checkouts of this user: `$XDG_CACHE_HOME/strata`, by default `~/.cache/strata`. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache"), "strata");
}

/** A work folder that nobody has touched for this long was left by a process that was killed. */
const abandonedMs = 24 * 60 * 60 * 1000;

/**
 * Installs a program in the cache in one step: `fill` brings it into a work folder of its own and returns its path there, and a rename
 * puts it in its place. Two processes that install at once both succeed; one that is killed leaves nothing that is taken for a program.
 *
 * @param place the program's path inside the cache, for example `mongodb-8.0.17/mongod`
 */
export async function install(cache: string, place: string, fill: (work: string) => Promise<string>): Promise<string> {
  const target = join(cache, place);
  const work = join(cache, `part-${randomUUID()}`);
  try {
    await mkdir(work, { recursive: true });
    await removeAbandoned(cache);
    const program = await fill(work);
    await chmod(program, 0o755);
    await mkdir(dirname(target), { recursive: true });
    await rename(program, target);
    return target;
  } catch (error) {
    if (codeOf(error) === "ENOSPC") throw new Problem(`the disk of ${cache} is full`);
    throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith("part-")) continue;
    const folder = join(cache, name);
    const touched = await stat(folder).catch(() => undefined);
    if (touched && Date.now() - touched.mtimeMs > abandonedMs) await rm(folder, { recursive: true, force: true });
  }
}
