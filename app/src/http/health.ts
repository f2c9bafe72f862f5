import type { IncomingMessage, ServerResponse } from "node:http";
import { probes } from "../contract.ts";

export type Phase = "starting" | "ready" | "draining";
export type DependencyState = "up" | "down" | "off";

/** What the process knows of itself. Neither probe depends on another system: a database that is away restarts nothing. */
export class Health {
  phase: Phase = "starting";
  readonly #dependencies: Readonly<Record<string, () => DependencyState>>;
  readonly #features: Readonly<Record<string, string>>;

  /** `features` names, for the admin port, which form an optional feature took. */
  constructor(dependencies: Readonly<Record<string, () => DependencyState>>, features: Readonly<Record<string, string>> = {}) {
    this.#dependencies = dependencies;
    this.#features = features;
  }

  /** Answers a probe; false when the request is not one. `details` adds each dependency's state, for the admin port alone. */
  answer(request: IncomingMessage, response: ServerResponse, details: boolean): boolean {
    if (request.url !== probes.live && request.url !== probes.ready) return false;
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const live = request.url === probes.live;
    const status = live || this.phase === "ready" ? 200 : 503;
    const body = JSON.stringify({ status: live ? "live" : this.phase, ...(details && !live && this.#details()) });
    response.writeHead(status, {
      "content-type": "application/json",
      "cache-control": "no-store",
      "content-length": Buffer.byteLength(body),
    });
    response.end(request.method === "HEAD" ? undefined : body);
    return true;
  }

  #details(): object {
    const dependencies = Object.fromEntries(Object.entries(this.#dependencies).map(([name, state]) => [name, state()]));
    return { dependencies, features: this.#features };
  }
}
