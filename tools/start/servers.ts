import { existsSync, globSync } from "node:fs";
import { type Finding, find } from "./find.ts";
import { givenMongodb, givenRedis, variable } from "./given.ts";
import { mongodbUri, type RunningServer, type ServerOptions, startMongod } from "./mongod.ts";
import { Problem } from "./problem.ts";
import type { ServerProcess } from "./processes.ts";
import { caveat, type Kind, type Program } from "./program.ts";
import { startRedis } from "./redis.ts";
import type { Screen } from "./screen.ts";
import type { Shutdown } from "./shutdown.ts";
import type { State } from "./state.ts";

/** What starting a server takes. */
export interface Workshop {
  readonly env: NodeJS.ProcessEnv;
  readonly state: State;
  readonly screen: Screen;
  readonly shutdown: Shutdown;
}

/** A server that is there to be used, given or started. */
export interface Backend {
  /** As the API takes it: `MONGODB_URI`, `REDIS_NODES`. */
  readonly value: string;
  /** Product, version and where it came from, for the table. */
  readonly row: readonly [label: string, text: string];
  /** False for a database on another machine. */
  readonly here: boolean;
  /** Absent for one that was given. */
  readonly process?: ServerProcess;
}

/** The MongoDB of MONGODB_URI, or one of our own. */
export async function mongodbFor(workshop: Workshop): Promise<Backend> {
  const { env, state, screen } = workshop;
  const uri = variable(env, "MONGODB_URI");
  if (uri) {
    const { value, shown, version, here } = await givenMongodb(uri);
    return { value, here, row: [`MongoDB ${version}`, `${shown}, given by MONGODB_URI`] };
  }
  const { program, reasons } = await look("mongod", workshop);
  if (!program) {
    throw new Problem(
      `No MongoDB can be had here: install MongoDB 8.0, start Docker, get onto the network, or name a replica set with MONGODB_URI.\n${list(reasons)}`,
    );
  }
  // Files of one release are not readable by every other: each has its own folder, and none is lost when the program changes.
  const release = program.version.split(".").slice(0, 2).join(".");
  const folder = state.path(`mongodb-${release}`);
  if (!existsSync(folder)) {
    for (const other of globSync("mongodb-*", { cwd: state.folder })) {
      screen.say(
        `MongoDB is ${release} now and starts without data; that of ${other.replace("mongodb-", "MongoDB ")} stays in ${state.path(other)}`,
      );
    }
  }
  const { port, process } = await launch("mongod", program, folder, startMongod, workshop);
  return { value: mongodbUri(port, "strata"), here: true, row: row(program, port), process };
}

/** The Redis of REDIS_NODES, or one of our own, or none. */
export async function redisFor(workshop: Workshop): Promise<Backend | undefined> {
  const { env, state, screen } = workshop;
  const nodes = variable(env, "REDIS_NODES");
  if (nodes) {
    const { value, shown, here } = await givenRedis(nodes);
    return { value, here, row: ["Redis", `${shown}, given by REDIS_NODES`] };
  }
  const { program, reasons } = await look("redis", workshop);
  if (!program) {
    screen.say(`No Redis or Valkey can be had here: the cache has its first tier (L1) alone.\n${list(reasons)}`);
    return undefined;
  }
  const { port, process } = await launch("redis", program, state.path("redis"), startRedis, workshop);
  return { value: `127.0.0.1:${port}`, here: true, row: row(program, port), process };
}

async function look(kind: Kind, { env, screen, shutdown }: Workshop): Promise<Finding> {
  return find({ kind, env, screen, signal: shutdown.signal });
}

async function launch(
  kind: Kind,
  program: Program,
  folder: string,
  start: (program: Program, options: ServerOptions) => Promise<RunningServer>,
  { state, shutdown }: Workshop,
): Promise<RunningServer> {
  const remembered = state.port(kind);
  let current: ServerProcess | undefined;
  let written: Promise<void> = Promise.resolve();
  shutdown.add(
    async () => {
      await current?.stop();
      await written;
      await state.forget(kind);
    },
    () => current?.killNow(),
  );
  const running = await shutdown.orStopped(
    start(program, {
      folder,
      log: state.path(`${kind}.log`),
      name: state.containerName(kind),
      ...(remembered && { port: remembered }),
      spawned(process) {
        current = process;
        written = state.remember(kind, process);
      },
    }),
  );
  await written;
  if (running.port !== remembered) await state.rememberPort(kind, running.port);
  return running;
}

function row(program: Program, port: number): readonly [string, string] {
  const warning = caveat(program);
  return [`${program.product} ${program.version}`, `127.0.0.1:${port}, ${program.origin}${warning ? `; ${warning}` : ""}`];
}

function list(reasons: readonly string[]): string {
  return reasons.map((reason) => `  ${reason}`).join("\n");
}
