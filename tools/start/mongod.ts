import { mkdir, readFile, statfs } from "node:fs/promises";
import { type Db, MongoClient, MongoNetworkError, MongoServerError, MongoServerSelectionError } from "mongodb";
import { exchange, freePort } from "./ports.ts";
import { Problem, sentence } from "./problem.ts";
import { type Command, NotYet, ServerProcess, until } from "./processes.ts";
import type { Program } from "./program.ts";

export interface ServerOptions {
  /** Where its data lies. Made when absent. */
  readonly folder: string;
  /** Takes what the server says; emptied at each start. */
  readonly log: string;
  /** Taken when it is free. @default any free port */
  readonly port?: number;
  /** Name of the container, where it runs in one. */
  readonly name: string;
  /** Told of the process as soon as there is one, to remember it. */
  readonly spawned?: (process: ServerProcess) => void;
}

export interface RunningServer {
  readonly process: ServerProcess;
  readonly port: number;
}

const replicaSet = "strata";
/** Recovery of a large data folder after a crash takes its time. */
const readyMs = 120_000;
/** After this the set's state is looked at anew: it may have been made from a configuration that was still being read. */
const electedMs = 2_000;
/** Journal and first files of a new data folder, in bytes. */
const roomNeeded = 512 * 1024 ** 2;

/** A single-node replica set's URI: transactions and majority writes work as they do on a large one. */
export function mongodbUri(port: number, database: string): string {
  return `mongodb://127.0.0.1:${port}/${database}?replicaSet=${replicaSet}`;
}

/** Starts mongod on loopback as a replica set of one and waits until it takes writes. */
export async function startMongod(program: Program, options: ServerOptions): Promise<RunningServer> {
  await mkdir(options.folder, { recursive: true });
  const { bavail, bsize } = await statfs(options.folder);
  if (bavail * bsize < roomNeeded) {
    const megabytes = Math.floor((bavail * bsize) / 1e6);
    throw new Problem(
      `The disk of ${options.folder} has ${megabytes} MB left and MongoDB needs ${Math.ceil(roomNeeded / 1e6)}: free some.`,
    );
  }
  return startOnFreePort(options, async (port) => {
    const server = new ServerProcess(command(program, options, port), options.log);
    options.spawned?.(server);
    try {
      await ready(port, server);
    } catch (error) {
      await server.kill();
      throw await explain(error, program, options);
    }
    return server;
  });
}

/** Another program may take the port between our look and the server's: then the next one. */
export async function startOnFreePort(options: ServerOptions, start: (port: number) => Promise<ServerProcess>): Promise<RunningServer> {
  for (let tries = 3; ; tries--) {
    const port = await freePort(options.port);
    try {
      return { process: await start(port), port };
    } catch (error) {
      const taken = /address already in use/i.test(await readFile(options.log, "utf8").catch(() => ""));
      if (!taken || tries === 1) throw error;
    }
  }
}

function command(program: Program, { folder, name }: ServerOptions, port: number): Command {
  const words = [
    ...["--replSet", replicaSet, "--port", String(port), "--nounixsocket"],
    // A development machine has other uses for its memory and disk.
    ...["--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "64"],
    ...["--setParameter", "diagnosticDataCollectionEnabled=false"],
    // There is no other node to hand over to: stop at once.
    ...["--setParameter", "shutdownTimeoutMillisForSignaledShutdown=0"],
  ];
  if ("file" in program.run) return { file: program.run.file, args: [...words, "--dbpath", folder, "--bind_ip", "127.0.0.1"] };
  return inContainer(program.run, "mongod", {
    name,
    port,
    words: [...words, "--dbpath", "/data/db", "--bind_ip_all"],
    volume: `${folder}:/data/db`,
  });
}

/** The port inside is the port outside, so that a replica set's name for its node holds on both sides. */
export function inContainer(
  { image, user }: { image: string; user: string },
  program: string,
  options: { name: string; port: number; words: readonly string[]; volume?: string },
): Command {
  const { name, port, words, volume } = options;
  const mount = volume ? ["--volume", volume] : [];
  const publish = ["--publish", `127.0.0.1:${port}:${port}`];
  return {
    file: "docker",
    args: ["run", "--rm", "--name", name, "--user", user, ...publish, ...mount, "--entrypoint", program, image, ...words],
    remove: ["docker", "rm", "--force", name],
  };
}

/** Waits until it takes writes. A server that ends meanwhile, or needs longer than it may, is an error. */
async function ready(port: number, server: ServerProcess): Promise<void> {
  const listens = async () => server.exit !== undefined || (await exchange("127.0.0.1", port, "", 1_000)) !== undefined;
  await until(listens, readyMs);
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 2_000 });
  const deadline = performance.now() + readyMs;
  try {
    while (server.exit === undefined) {
      try {
        return await becomePrimary(client.db("admin"), `127.0.0.1:${port}`);
      } catch (error) {
        // A node cuts its connections when its part in the set changes.
        if (!isPassing(error) || performance.now() > deadline) throw error;
      }
    }
    throw new Error("it ended");
  } finally {
    await client.close();
  }
}

/** Makes the replica set when there is none, follows a changed port, and waits for the node to be primary. */
async function becomePrimary(admin: Db, host: string): Promise<void> {
  const config = await admin
    .command({ replSetGetConfig: 1 })
    .then((answer): ReplicaSetConfig => answer.config, ignore("NotYetInitialized"));
  if (!config) {
    await admin.command({ replSetInitiate: { _id: replicaSet, members: [{ _id: 0, host }] } }).catch(ignore("AlreadyInitialized"));
  } else if (config.members[0]?.host !== host) {
    const members = [{ ...config.members[0], host }];
    await admin.command({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true });
  }
  await until(async () => (await admin.command({ hello: 1 })).isWritablePrimary === true, electedMs);
}

function isPassing(error: unknown): boolean {
  if (error instanceof MongoServerError) return error.codeName === "InterruptedDueToReplStateChange";
  return error instanceof MongoNetworkError || error instanceof MongoServerSelectionError || error instanceof NotYet;
}

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: ReadonlyArray<{ readonly host: string }>;
}

function ignore(codeName: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof MongoServerError && error.codeName === codeName) return undefined;
    throw error;
  };
}

/** Why mongod did not start, from its log of JSON lines, as a sentence. */
async function explain(error: unknown, program: Program, { folder, log }: ServerOptions): Promise<Error> {
  const text = await readFile(log, "utf8").catch(() => "");
  if (/No space left on device/.test(text))
    return new Problem(`The disk of ${folder} is full: free some space and start again. Nothing was lost.`);
  if (/DBPathInUse/.test(text)) {
    return new Problem(`Another mongod uses ${folder}: stop it (mongod.lock in that folder holds its process id) and start again.`);
  }
  const cause = firstComplaint(text) ?? sentence(error).replace(/[.\s]*$/, ".");
  return new Problem(
    `MongoDB ${program.version} does not start on the data in ${folder}: ${cause} Nothing was deleted: move that folder away to keep it, ` +
      `or delete it with \`npm start -- --fresh\`. All it said is in ${log}.`,
  );
}

/** The message of the first error or fatal line: later ones only follow from it. */
export function firstComplaint(text: string): string | undefined {
  for (const line of text.split("\n")) {
    if (!/"s":"[EF]"/.test(line)) continue;
    try {
      const { msg, attr } = JSON.parse(line) as { msg: string; attr?: { error?: unknown; message?: { msg?: string } | string } };
      const detail = typeof attr?.error === "string" ? attr.error : typeof attr?.message === "object" ? attr.message.msg : attr?.message;
      return `${detail ? `${msg}: ${detail}` : msg}`.replace(/[.\s]*$/, ".");
    } catch {}
  }
  // What cannot even begin (a missing library, a wrong word) says so in plain text.
  const plain = text.split("\n").find((line) => line.trim() !== "" && !line.startsWith("{"));
  return plain?.trim().replace(/[.\s]*$/, ".");
}
