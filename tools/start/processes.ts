import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, renameSync } from "node:fs";

/** A program and its words. `remove` ends what the program leaves behind when it is killed: a container outlives its client. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly remove?: readonly [string, ...string[]];
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server that we started: its own process group, so that Ctrl-C on the terminal reaches us alone and we stop things in order. */
export class ServerProcess {
  readonly command: Command;
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  #exit: Exit | undefined;

  /** @param log takes all output; what the one before said stays in `<log>.1` */
  constructor(command: Command, log: string, env: NodeJS.ProcessEnv = process.env) {
    this.command = command;
    try {
      renameSync(log, `${log}.1`);
    } catch {
      // The first of its name.
    }
    const output = openSync(log, "w");
    try {
      this.#child = spawn(command.file, command.args, { detached: true, env, stdio: ["ignore", output, output] });
    } finally {
      closeSync(output);
    }
    this.exited = new Promise((resolve) => {
      const settle = (exit: Exit) => {
        this.#exit = exit;
        resolve(exit);
      };
      this.#child.once("exit", (code, signal) => settle({ code, signal }));
      this.#child.once("error", () => settle({ code: 127, signal: null }));
    });
  }

  /** Undefined when the program could not be run at all. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  get exit(): Exit | undefined {
    return this.#exit;
  }

  pause(): void {
    this.#child.kill("SIGSTOP");
  }

  resume(): void {
    this.#child.kill("SIGCONT");
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<Exit> {
    this.killNow();
    return this.exited;
  }

  /** As `kill`, for handlers of process exit that cannot wait. */
  killNow(): void {
    if (this.#exit) return;
    const [file, ...args] = this.command.remove ?? [];
    if (file) spawnSync(file, args, { stdio: "ignore" });
    this.#child.kill("SIGKILL");
  }

  /** Asks it to end, and kills it when it has not within `patienceMs`. */
  async stop(patienceMs = 30_000): Promise<Exit> {
    this.resume();
    this.#child.kill("SIGTERM");
    const late = setTimeout(() => this.killNow(), patienceMs);
    try {
      return await this.exited;
    } finally {
      clearTimeout(late);
    }
  }
}

/**
 * What tells a process from a later one with the same number: its start time, and on Linux the boot. Undefined when there is no such process.
 */
export function identity(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The name in parentheses may hold anything; state is field 3 and the start time field 22 of the line.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      // A dead process that nobody has waited for; while it has other threads, it still holds its ports.
      if (fields[0] === "Z" && readdirSync(`/proc/${pid}/task`).length === 1) return undefined;
      return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`;
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Ends a process that is not our child but that we know to be ours, and waits until it is gone. */
export async function end(pid: number, known: string, patienceMs = 30_000): Promise<void> {
  const ours = () => identity(pid) === known;
  const signal = (name: NodeJS.Signals) => {
    if (ours()) process.kill(pid, name);
  };
  signal("SIGCONT");
  signal("SIGTERM");
  await until(() => !ours(), patienceMs).catch(() => signal("SIGKILL"));
  await until(() => !ours(), 5_000);
}

/** A condition that did not come true in time. */
export class NotYet extends Error {}

/** Waits for a condition, looking every 25 ms. @throws NotYet after `ms` */
export async function until(condition: () => boolean | Promise<boolean>, ms: number): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new NotYet(`not within ${ms / 1000} s`);
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 25);
    await promise;
  }
}

/** Waits for the end of a child process and of its output. One that could not be run at all ends with 127, as in a shell. */
export function ended(child: ChildProcess): Promise<Exit> {
  const { promise, resolve } = Promise.withResolvers<Exit>();
  child.once("close", (code, signal) => resolve({ code, signal }));
  child.once("error", () => {
    if (child.pid === undefined) resolve({ code: 127, signal: null });
  });
  return promise;
}
