import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Search, Source } from "../find.ts";
import { cacheFolder, install } from "../install.ts";
import { ended } from "../processes.ts";
import { type Program, tryOut } from "../program.ts";
import type { Progress } from "../screen.ts";
import { mongodbVersion, places } from "./fetched.ts";

/** Nothing came for this long: the network swallows packets, and waiting on would be no better. */
const stalledMs = 20_000;

/** What the downloader says, a line of JSON at a time. */
export type Report = { readonly loaded: number; readonly of: number } | { readonly file: string } | { readonly failed: string };

/** MongoDB's own build for this machine, by mongodb-memory-server-core, which knows the builds and compares checksums. */
export const fromDownload: Source = {
  name: "from MongoDB's download site",
  limit: 15 * 60_000,
  async look(search): Promise<Program> {
    const origin = `downloaded (MongoDB ${mongodbVersion})`;
    const file = await install(cacheFolder(search.env), places.mongod[0] as string, async (work) => {
      const program = await download(work, search);
      await tryOut("mongod", program, origin, search.signal);
      return program;
    });
    return tryOut("mongod", file, origin, search.signal);
  },
};

/** Downloads into `work`. A process of its own, because the library can neither be stopped nor kept quiet. */
async function download(work: string, { env, screen, signal }: Search): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "downloader.ts"), mongodbVersion, work], {
    signal,
    // Without npm_config_strict_ssl the library accepts any certificate.
    env: { ...env, npm_config_strict_ssl: "true", MONGOMS_MAX_RETRIES: "1" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let bar: Progress | undefined;
  let total: number | undefined;
  let file: string | undefined;
  let reason = "the download ended early";
  const stalled = setTimeout(() => {
    reason = `nothing came for ${stalledMs / 1000} s`;
    child.kill("SIGKILL");
  }, stalledMs);
  child.on("error", () => undefined);
  createInterface({ input: child.stdout }).on("line", (line) => {
    const report = JSON.parse(line) as Report;
    if ("failed" in report) reason = report.failed;
    else if ("file" in report) file = report.file;
    else {
      stalled.refresh();
      total ??= report.of;
      bar ??= screen.progress(`Downloading MongoDB ${mongodbVersion} from MongoDB's download site`, total, "MB");
      // The checksum's file comes after the archive, and is of no interest to a person.
      if (report.of === total) bar.update(report.loaded);
    }
  });
  await ended(child);
  clearTimeout(stalled);
  bar?.end(file !== undefined);
  if (!file) throw new Error(reason);
  return file;
}
