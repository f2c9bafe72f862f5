import type { LocalEnvironment } from "../infra/config/environment.ts";

/** An environment on this machine's Docker. No layer has a local form yet: the stack holds nothing but its name. */
export function local(environment: LocalEnvironment) {
  return { environment: environment.name };
}
