import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import type { Source } from "../find.ts";
import { sentence } from "../problem.ts";
import { type Kind, type Program, tryOut } from "../program.ts";

const names: Record<Kind, readonly string[]> = { mongod: ["mongod"], redis: ["valkey-server", "redis-server"] };

/** Programs that the machine has installed. */
export const fromPath: Source = {
  name: "on PATH",
  limit: 20_000,
  async look({ kind, env, signal }): Promise<Program> {
    const reasons: string[] = [];
    for (const name of names[kind]) {
      const file = await onPath(name, env.PATH ?? "");
      if (!file) continue;
      try {
        return await tryOut(kind, file, `on PATH (${file})`, signal);
      } catch (error) {
        reasons.push(sentence(error));
      }
    }
    throw new Error(reasons.join("; ") || `no ${names[kind].join(" or ")}`);
  },
};

async function onPath(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    const file = join(folder, name);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return undefined;
}
