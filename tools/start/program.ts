import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { codeOf, sentence } from "./problem.ts";

const run = promisify(execFile);

export type Kind = "mongod" | "redis";

/** A server program that can run on this machine. */
export interface Program {
  readonly kind: Kind;
  readonly product: "MongoDB" | "Valkey" | "Redis";
  readonly version: string;
  /** Where it came from, for people: `on PATH (/usr/bin/mongod)`. */
  readonly origin: string;
  readonly run: { readonly file: string } | { readonly image: string; readonly user: string };
}

/** Older than this the API does not run: transactions and Lua as it uses them. */
const oldest: Record<Kind, number> = { mongod: 6, redis: 7 };

const patterns: ReadonlyArray<{ kind: Kind; product: Program["product"]; pattern: RegExp }> = [
  { kind: "mongod", product: "MongoDB", pattern: /db version v(\d+)(\.\d+\.\d+)/ },
  { kind: "redis", product: "Valkey", pattern: /Valkey server v=(\d+)(\.\d+\.\d+)/ },
  { kind: "redis", product: "Redis", pattern: /Redis server v=(\d+)(\.\d+\.\d+)/ },
];

/** What a program says to `--version`. Throws, with a reason for people, when it is none of ours or too old. */
export function identify(kind: Kind, output: string): Pick<Program, "kind" | "product" | "version"> {
  for (const { product, pattern } of patterns.filter((candidate) => candidate.kind === kind)) {
    const [, major, rest] = pattern.exec(output) ?? [];
    if (!major || !rest) continue;
    if (Number(major) < oldest[kind]) throw new Error(`${product} ${major}${rest} is older than ${oldest[kind]}`);
    return { kind, product, version: major + rest };
  }
  throw new Error("it does not say a version");
}

/** Runs the program once for its version: proves that it is whole and finds its libraries here. */
export async function tryOut(kind: Kind, file: string, origin: string, signal: AbortSignal): Promise<Program> {
  const { stdout } = await run(file, ["--version"], { signal, timeout: 10_000 }).catch((error: unknown) => {
    throw new Error(`${file} does not run: ${firstLine(error)}`);
  });
  return { ...identify(kind, stdout), origin, run: { file } };
}

/** What to know about a program that is not what production runs. */
export function caveat(program: Program): string | undefined {
  return program.kind === "mongod" && !program.version.startsWith("8.") ? "production runs 8.0" : undefined;
}

/** The first line that a failed command wrote to standard error, else why it could not be run. */
export function firstLine(error: unknown): string {
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  return stderr.trim().split("\n")[0] || codeOf(error) || sentence(error);
}
