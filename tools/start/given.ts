import { readFileSync } from "node:fs";
import { MongoClient } from "mongodb";
import { exchange } from "./ports.ts";
import { Problem, sentence } from "./problem.ts";

/** A server that the user named instead of having one started. */
export interface Given {
  /** The value as the API takes it. */
  readonly value: string;
  /** Addresses without credentials, for the screen. */
  readonly shown: string;
  /** Absent where it is not asked for. */
  readonly version?: string;
  /** True when all of it is on this machine. */
  readonly here: boolean;
}

/** A variable's value, given as itself or as the path in `X_FILE`. */
export function variable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (env[name] || !file) return env[name] || undefined;
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch (error) {
    throw new Problem(`${name}_FILE names a file that cannot be read: ${sentence(error)}.`);
  }
}

/** How long a server that was named may take to answer, in milliseconds. */
const answerMs = 5_000;

/** Looks at the MongoDB of `MONGODB_URI`. @throws Problem when it does not answer or cannot do transactions */
export async function givenMongodb(uri: string): Promise<Given> {
  let client: MongoClient | undefined;
  try {
    client = new MongoClient(uri, { serverSelectionTimeoutMS: answerMs, connectTimeoutMS: answerMs });
    const hosts = client.options.hosts.map(({ host, port }) => ({ host: host ?? "", shown: `${host}:${port}` }));
    const shown = client.options.srvHost ?? hosts.map((host) => host.shown).join(",");
    const admin = client.db("admin");
    const hello = await admin.command({ hello: 1 });
    if (!hello.setName && hello.msg !== "isdbgrid") {
      throw new Problem(
        `MONGODB_URI names a standalone server (${shown}), which has no transactions: start it with --replSet and initiate it.`,
      );
    }
    const { version } = await admin.command({ buildInfo: 1 });
    return { value: uri, shown, version: String(version), here: !client.options.srvHost && hosts.every(({ host }) => isHere(host)) };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      `The MongoDB of MONGODB_URI cannot be used (${sentence(error)}): correct the variable, or unset it to have one started.`,
    );
  } finally {
    await client?.close();
  }
}

/** Looks whether the first of `REDIS_NODES` takes connections. @throws Problem when it does not */
export async function givenRedis(nodes: string): Promise<Given> {
  const [, host, port] = /^\s*([^\s,]+):(\d+)/.exec(nodes) ?? [];
  if (!host || !port) throw new Problem(`REDIS_NODES is ${JSON.stringify(nodes)} and must be host:port, for example 127.0.0.1:6379.`);
  if ((await exchange(host, Number(port), "", answerMs)) === undefined) {
    throw new Problem(`The Redis of REDIS_NODES (${host}:${port}) does not answer: start it, or unset the variable to have one started.`);
  }
  return { value: nodes, shown: nodes, here: isHere(host) };
}

const isHere = (host: string) => ["127.0.0.1", "localhost", "::1", "[::1]"].includes(host);
