import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import type { Search, Source } from "../find.ts";
import { ended } from "../processes.ts";
import { firstLine, identify, type Kind, type Program } from "../program.ts";

const run = promisify(execFile);

const images: Record<Kind, { readonly image: string; readonly program: string }> = {
  mongod: { image: "mongo:8.0", program: "mongod" },
  redis: { image: "valkey/valkey:9", program: "valkey-server" },
};

/** Official images, where a Docker engine runs. */
export const fromDocker: Source = {
  name: "with Docker",
  limit: 10 * 60_000,
  async look(search): Promise<Program> {
    const { kind, signal } = search;
    const docker = (args: readonly string[], timeout: number) => run("docker", args, { signal, timeout, env: search.env });
    const engine = await docker(["info", "--format", "{{.SecurityOptions}}"], 5_000).catch((error: unknown) => {
      throw new Error(`no running engine (${firstLine(error)})`);
    });
    const { image, program } = images[kind];
    const present = await docker(["image", "inspect", "--format", "{{.Id}}", image], 5_000).then(
      () => true,
      () => false,
    );
    if (!present) await pull(image, search);
    const { stdout } = await docker(["run", "--rm", "--network=none", `--entrypoint=${program}`, image, "--version"], 60_000);
    // In a rootless engine, root inside is the user outside; elsewhere files belong to whom the container runs as.
    const user = engine.stdout.includes("rootless") ? "0:0" : `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
    return { ...identify(kind, stdout), origin: `in Docker (${image})`, run: { image, user } };
  },
};

async function pull(image: string, { screen, signal, env }: Search): Promise<void> {
  // Docker knows the sizes of an image's layers only while they come, and tells how far it is in lines.
  const bar = screen.progress(`Pulling ${image} from its registry with Docker, layers`, 0, "items");
  const child = spawn("docker", ["pull", image], { signal, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let layers = 0;
  child.on("error", (error) => {
    said += error.message;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    layers += text.split("Pull complete").length - 1;
    bar.update(layers);
  });
  const { code } = await ended(child);
  bar.end(code === 0);
  if (code !== 0) throw new Error(`cannot pull ${image} (${said.trim().split("\n")[0] ?? "docker failed"})`);
}
