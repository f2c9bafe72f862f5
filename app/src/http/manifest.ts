import type { Route } from "./route.ts";

/** One route as the gateway, the mesh and the load balancer need to know it. */
export interface RouteEntry {
  readonly service: string;
  readonly method: string;
  /** With parameters as `{name}`. */
  readonly path: string;
  readonly access: "public" | "signed-in" | "self" | "permission";
  readonly permission?: string;
  /** Whether a shared cache may keep the answer for a moment. */
  readonly cached: "public" | "private" | "no";
}

export function manifest(routes: readonly Route[]): RouteEntry[] {
  return routes.map(({ service, method, path, spec: { access, cache } }) => ({
    service,
    method,
    path: path.replaceAll(/:(\w+)/g, "{$1}"),
    access: access.kind,
    ...("permission" in access && { permission: access.permission }),
    cached: cache ? (cache.private ? "private" : "public") : "no",
  }));
}

/** The text of `app/routes.json`: a line a route, so that a change reads well. */
export function manifestText(routes: readonly Route[]): string {
  return `[\n${manifest(routes)
    .map((entry) => `  ${JSON.stringify(entry)}`)
    .join(",\n")}\n]\n`;
}
