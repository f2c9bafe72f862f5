import type { IncomingMessage, ServerResponse } from "node:http";
import { probes } from "../contract.ts";
import { methodNotAllowed, sendProblem } from "./problem.ts";

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
    const path = pathOf(request);
    if (path !== probes.live && path !== probes.ready) return false;
    if (!isRead(request)) {
      sendProblem(request, response, methodNotAllowed(request.method, reading));
      return true;
    }
    const live = path === probes.live;
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

export const reading: readonly string[] = ["GET", "HEAD"];
export const isRead = ({ method = "" }: IncomingMessage): boolean => reading.includes(method);
/** The path without its query. */
export const pathOf = ({ url = "" }: IncomingMessage): string => url.replace(/\?.*/, "");
