import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "../find.ts";
import { cacheFolder } from "../install.ts";
import { sentence } from "../problem.ts";
import { type Program, tryOut } from "../program.ts";
import { places } from "./fetched.ts";

/** Programs that an earlier start fetched. */
export const fromCache: Source = {
  name: "in the cache",
  limit: 20_000,
  async look({ kind, env, signal }): Promise<Program> {
    const cache = cacheFolder(env);
    const reasons: string[] = [];
    for (const file of places[kind].map((place) => join(cache, place)).filter((path) => existsSync(path))) {
      try {
        return await tryOut(kind, file, `fetched before (${file})`, signal);
      } catch (error) {
        reasons.push(sentence(error));
      }
    }
    throw new Error(reasons.join("; ") || `nothing in ${cache}`);
  },
};
