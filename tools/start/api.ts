import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { exitBadConfiguration, probes } from "../../app/src/contract.ts";
import { inShort } from "./log.ts";
import { Problem } from "./problem.ts";
import { type Exit, ended, type ServerProcess, until } from "./processes.ts";
import type { Screen } from "./screen.ts";

/** The API and what is run with its code: each is a process of its own, with the API's environment. */
export interface Api {
  /** The checkout. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Ids of the demo data, for things to try. */
export interface Demo {
  readonly product: string;
  readonly user: string;
}

const readyMs = 60_000;

export function entry(root: string): string {
  return join(root, "app/src/main.ts");
}

/** What a role runs with: the user's own variables, except those that the start decides. */
export function apiEnvironment(env: NodeJS.ProcessEnv, decided: Record<string, string>): NodeJS.ProcessEnv {
  const result = { ...env, ...decided };
  for (const name of Object.keys(decided)) delete result[`${name}_FILE`];
  return result;
}

/** Brings the database's indexes and collections up to date. */
export async function migrate({ root, env }: Api, signal: AbortSignal): Promise<void> {
  const lines: string[] = [];
  const exit = await run(entry(root), { root, env: { ...env, ROLE: "migrate" } }, signal, (line) => lines.push(line));
  if (exit.code !== 0) throw new Problem(`The database could not be brought up to date: ${complaint(lines, exit)}`);
}

/** Loads the demo data, unless it is there. */
export async function loadDemo({ root, env }: Api, screen: Screen, signal: AbortSignal): Promise<Demo> {
  const lines: string[] = [];
  let demo: Demo | undefined;
  let bar: ReturnType<Screen["progress"]> | undefined;
  const exit = await run(join(root, "app/src/demo.ts"), { root, env }, signal, (line) => {
    const report = parse(line);
    if (report?.done && report.product && report.user) demo = { product: report.product, user: report.user };
    else if (report?.loaded && report.of) {
      bar ??= screen.progress("Loading 10,000 products and 1,000 users", report.of, "items");
      bar.update(report.loaded);
    } else lines.push(line);
  });
  bar?.end(demo !== undefined);
  if (exit.code !== 0 || !demo) throw new Problem(`The demo data could not be loaded: ${complaint(lines, exit)}`);
  return demo;
}

interface DemoReport {
  readonly done?: boolean;
  readonly product?: string;
  readonly user?: string;
  readonly loaded?: number;
  readonly of?: number;
}

function parse(line: string): DemoReport | undefined {
  try {
    return JSON.parse(line) as DemoReport;
  } catch {
    return undefined;
  }
}

async function run(file: string, { root, env }: Api, signal: AbortSignal, onLine: (line: string) => void): Promise<Exit> {
  // Its own process group: Ctrl-C reaches it through `signal` alone.
  const child = spawn(process.execPath, [file], { cwd: root, env, signal, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  child.on("error", () => undefined);
  createInterface({ input: child.stdout }).on("line", onLine);
  createInterface({ input: child.stderr }).on("line", onLine);
  const exit = await ended(child);
  signal.throwIfAborted();
  return exit;
}

/** Waits until the API takes requests. @throws Problem with what it complained about when it ends instead */
export async function whenReady(server: ServerProcess, host: string, adminPort: number, log: string): Promise<void> {
  const answers = async () => {
    if (server.exit) return true;
    const response = await fetch(`http://${host}:${adminPort}${probes.ready}`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    return response?.status === 200;
  };
  await until(answers, readyMs).catch(() => {
    throw new Problem(`The API was not ready within ${readyMs / 1000} s: all it said is in ${log}.`);
  });
  if (server.exit) throw new Problem(await epitaph(server.exit, log));
}

/** Why the API ended, as a sentence. */
export async function epitaph(exit: Exit, log: string): Promise<string> {
  const lines = (await readFile(log, "utf8").catch(() => "")).trim().split("\n");
  if (exit.code === exitBadConfiguration) return lines.join("\n");
  return `The API ended (${describe(exit)}): ${complaint(lines, exit)} All it said is in ${log}.`;
}

function complaint(lines: readonly string[], exit: Exit): string {
  const said = lines.map(inShort).filter((line) => line !== undefined);
  // Of an uncaught error, the line that names it; the rest is its stack.
  const named = said.findLast((line) => /^(\w*Error|fatal|error)\b/.test(line)) ?? said.at(-1);
  return (named ?? `it said nothing and ended with ${describe(exit)}`).replace(/[.\s]*$/, ".");
}

export function describe({ code, signal }: Exit): string {
  return signal ? `signal ${signal}` : `exit code ${code}`;
}
