import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import { adminToken, audience, developmentKey, issuer, serveKey } from "../start/development-key.ts";
import { find } from "../start/find.ts";
import { mongodbUri, startMongod } from "../start/mongod.ts";
import { Problem } from "../start/problem.ts";
import type { Kind, Program } from "../start/program.ts";
import { startRedis } from "../start/redis.ts";
import { screenOn } from "../start/screen.ts";

const root = resolve(import.meta.dirname, "../..");

/** A server under load. */
export interface Target {
  readonly url: string;
  cpuSeconds(): Promise<number>;
  /** Requests answered so far by the tier that answered them; empty for the bare server. */
  tiers(): Promise<Readonly<Record<string, number>>>;
}

export interface Backend {
  /** Name and version of each part. */
  readonly versions: Readonly<Record<string, string>>;
  readonly token: string;
  startApi(env: Record<string, string>): Promise<Target>;
  startBare(body: string): Promise<Target>;
  /** Empties Redis. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** MongoDB and Redis of its own in a temporary folder, with the demo data in. */
export async function startBackend(): Promise<Backend> {
  const folder = mkdtempSync(join(tmpdir(), "strata-bench-"));
  const children: ChildProcess[] = [];
  const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })];
  const close = async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const options = (name: string) => ({ folder: join(folder, name), log: join(folder, `${name}.log`), name: `strata-bench-${name}` });
    const [mongod, redis] = [await program("mongod"), await program("redis")];
    const database = await startMongod(mongod, options("mongod"));
    closers.push(() => database.process.stop());
    const cache = await startRedis(redis, options("redis"));
    closers.push(() => cache.process.stop());
    const commands = new Redis({ host: "127.0.0.1", port: cache.port });
    closers.push(() => commands.disconnect());
    const key = await developmentKey(join(folder, "key.json"));
    const keys = await serveKey(key);
    closers.push(() => keys.close());

    const environment = {
      PATH: process.env.PATH ?? "",
      APP_ENV: "local",
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      PORT: "0",
      ADMIN_PORT: "0",
      MONGODB_URI: mongodbUri(database.port, "strata"),
      REDIS_NODES: `127.0.0.1:${cache.port}`,
      JWKS_URI: keys.url,
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: audience,
    };
    await finished("app/src/main.ts", { ...environment, ROLE: "migrate" });
    const user = await finished("app/src/demo.ts", environment);
    return {
      versions: { node: process.version, mongodb: mongod.version, redis: `${redis.product} ${redis.version}` },
      token: await adminToken(key, (JSON.parse(user) as { user: string }).user),
      startApi: (env) => startApi({ ...environment, ...env, LOG_LEVEL: "info" }, children),
      startBare: (body) => startBare(body, children),
      flush: async () => void (await commands.flushall()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function program(kind: Kind): Promise<Program> {
  const screen = screenOn(process.stderr, process.stderr.isTTY ?? false);
  const { program, reasons } = await find({ kind, env: process.env, screen, signal: new AbortController().signal });
  if (!program) throw new Problem(`No ${kind} can be had here:\n${reasons.join("\n")}`);
  return program;
}

/** Runs one of the app's entries to its end. Returns its last line. */
async function finished(entry: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [resolve(root, entry)], { env, stdio: ["ignore", "pipe", "inherit"] });
  let last = "";
  for await (const line of createInterface({ input: child.stdout })) last = line;
  if (child.exitCode === null) await once(child, "exit");
  if (child.exitCode !== 0) throw new Problem(`${entry} ended with exit code ${child.exitCode}.`);
  return last;
}

async function startApi(env: Record<string, string>, children: ChildProcess[]): Promise<Target> {
  const child = spawn(process.execPath, [resolve(root, "app/src/main.ts")], { env, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const { msg, port, adminPort } = JSON.parse(line) as { msg: string; port: number; adminPort: number };
    if (msg !== "ready") continue;
    child.stdout.resume();
    const metrics = async () => (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
    return {
      url: `http://127.0.0.1:${port}`,
      cpuSeconds: async () => Number(/^process_cpu_seconds_total (\S+)/m.exec(await metrics())?.[1]),
      tiers: async () => {
        const counts: Record<string, number> = {};
        for (const [, tier = "", count] of (await metrics()).matchAll(
          /^http_request_duration_seconds_count\{[^}]*cache="(\w+)"\} (\d+)/gm,
        )) {
          counts[tier] = (counts[tier] ?? 0) + Number(count);
        }
        return counts;
      },
    };
  }
  throw new Problem("The API ended before it was ready.");
}

async function startBare(body: string, children: ChildProcess[]): Promise<Target> {
  const child = fork(resolve(import.meta.dirname, "bare.ts"), { execArgv: [] });
  children.push(child);
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  const cpuSeconds = async (message: object) => {
    const answer = once(child, "message") as Promise<[{ cpuSeconds: number }]>;
    child.send(message);
    return (await answer)[0].cpuSeconds;
  };
  await cpuSeconds({ body });
  return { url: `http://127.0.0.1:${port}`, cpuSeconds: () => cpuSeconds({}), tiers: async () => ({}) };
}
