import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export type Variables = Readonly<Record<string, string | undefined>>;

/** Whether a program can be run by its name. */
export function isOnPath(program: string, { PATH = "" }: Variables): boolean {
  const names = process.platform === "win32" ? [`${program}.exe`, `${program}.cmd`] : [program];
  return PATH.split(delimiter).some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

/** Runs a program in the terminal of whoever started this one. Resolves to its exit code. */
export async function run(program: string, words: readonly string[], cwd: string, env: Variables): Promise<number> {
  const child = spawn(program, words, { cwd, env, stdio: "inherit" });
  // The terminal sends Ctrl-C to both. The child may have something to finish first: Pulumi writes down what it has done.
  const ignore = () => undefined;
  const pass = () => child.kill("SIGTERM");
  process.on("SIGINT", ignore).on("SIGTERM", pass);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return code ?? 1;
  } finally {
    process.off("SIGINT", ignore).off("SIGTERM", pass);
  }
}

export interface Answer {
  readonly succeeded: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program for what it prints. */
export async function ask(program: string, words: readonly string[], env: Variables): Promise<Answer> {
  const child = spawn(program, words, { env, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      printed[stream] += text;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { succeeded: code === 0, ...printed };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
