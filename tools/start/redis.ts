import { mkdir, readFile } from "node:fs/promises";
import { inContainer, type RunningServer, type ServerOptions, startOnFreePort } from "./mongod.ts";
import { exchange } from "./ports.ts";
import { Problem } from "./problem.ts";
import { type Command, ServerProcess, until } from "./processes.ts";
import type { Program } from "./program.ts";

const readyMs = 15_000;

/** Starts Redis or Valkey on loopback and waits until it answers. */
export async function startRedis(program: Program, options: ServerOptions): Promise<RunningServer> {
  await mkdir(options.folder, { recursive: true });
  return startOnFreePort(options, async (port) => {
    const server = new ServerProcess(command(program, options, port), options.log);
    options.spawned?.(server);
    try {
      const answers = async () => (await exchange("127.0.0.1", port, "PING\r\n", 1_000))?.startsWith("+PONG") === true;
      await until(async () => server.exit !== undefined || (await answers()), readyMs);
      if (server.exit) throw new Error("it ended");
    } catch {
      await server.kill();
      const said = (await readFile(options.log, "utf8").catch(() => "")).trim().split("\n").at(-1) || "it said nothing";
      throw new Problem(`${program.product} ${program.version} does not start: ${said}. All it said is in ${options.log}.`);
    }
    return server;
  });
}

function command(program: Program, { folder, name }: ServerOptions, port: number): Command {
  const words = [
    ...["--port", String(port)],
    // A cache that can always be filled again: nothing is written to disk, so that it stops and starts at once.
    ...["--save", "", "--appendonly", "no"],
    // Full, it lets the least recently used entry go, whatever its TTL, where the default refuses writes.
    ...["--maxmemory", "256mb", "--maxmemory-policy", "allkeys-lru"],
  ];
  if ("file" in program.run) return { file: program.run.file, args: [...words, "--bind", "127.0.0.1", "--dir", folder] };
  return inContainer(program.run, "valkey-server", { name, port, words: [...words, "--bind", "0.0.0.0", "--protected-mode", "no"] });
}
