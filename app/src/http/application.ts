import cors from "@koa/cors";
import Router from "find-my-way";
import Koa, { type Context, type Next } from "koa";
import type { Config } from "../config.ts";
import { isUnavailable } from "../store/errors.ts";
import type { Logger } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { continueTrace, requestIdOf, traceparent } from "../telemetry/trace.ts";
import { docsPages } from "./docs.ts";
import { openapi } from "./openapi.ts";
import { type PipelineDependencies, pipeline } from "./pipeline.ts";
import { badRequest, methodNotAllowed, notFound, Problem, problemBody, problemType, unavailable } from "./problem.ts";
import { checkHost } from "./request.ts";
import type { Route } from "./route.ts";

export interface ApplicationDependencies extends PipelineDependencies {
  readonly config: Pick<Config, "corsOrigins" | "tls">;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What the middleware tells each other about a request. */
interface State {
  requestId: string;
  route: string;
  service: string;
  cache: "l1" | "l2" | "miss" | "none";
}

type Found = { readonly route: Route; readonly handle: ReturnType<typeof pipeline> };

/** The Koa application: the outer middleware observes and turns errors into problems, the inner one finds the route and runs it. */
export function createApplication(routes: readonly Route[], dependencies: ApplicationDependencies): Koa<State> {
  const { config, log, metrics } = dependencies;
  const router = Router();
  for (const route of routes) {
    const found: Found = { route, handle: pipeline(route, dependencies) };
    router.on(route.method, route.path, () => undefined, found);
  }
  const pages = docsPages(openapi(routes));

  const application = new Koa<State>();
  application.use(observe);
  application.use(problems);
  if (config.corsOrigins.length > 0) application.use(crossOrigin(config.corsOrigins));
  application.use(serve);
  application.on("error", (error: Error) => log.warn({ err: error }, "an answer could not be written"));
  return application;

  async function observe(context: Context, next: Next): Promise<void> {
    const began = performance.now();
    const trace = continueTrace(context.get("traceparent"));
    const state: State = Object.assign(context.state, {
      requestId: requestIdOf(context.get("x-request-id")),
      route: "unmatched",
      service: "none",
      cache: "none" as const,
    });
    context.set({ "x-request-id": state.requestId, traceparent: traceparent(trace), "x-content-type-options": "nosniff" });
    if (config.tls) context.set("strict-transport-security", "max-age=63072000");
    metrics.httpInFlight.inc();
    context.res.once("close", () => {
      const seconds = (performance.now() - began) / 1000;
      const code = context.res.writableFinished ? context.status : 499;
      metrics.httpInFlight.dec();
      metrics.httpRequests.inc({ app_service: state.service, method: knownMethod(context.method), route: state.route, code });
      metrics.httpDuration.observe({ app_service: state.service, route: state.route, cache: state.cache }, seconds);
      log.info(
        {
          requestId: state.requestId,
          traceId: trace.traceId,
          method: context.method,
          route: state.route,
          status: code,
          ms: Math.round(seconds * 1e4) / 10,
          cache: state.cache,
        },
        "request",
      );
    });
    await next();
  }

  async function problems(context: Context, next: Next): Promise<void> {
    try {
      await next();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 500)
        log.error({ err: error, requestId: context.state.requestId, route: context.state.route }, "a request failed");
      else if (problem.status === 503)
        log.warn({ err: error, requestId: context.state.requestId, route: context.state.route }, "a dependency is away");
      context.status = problem.status;
      context.set({ "cache-control": "no-store", ...problem.headers });
      context.remove("etag");
      context.body = problemBody(problem, context.state.requestId);
      context.type = problemType;
    }
  }

  async function serve(context: Context): Promise<void> {
    checkHost(context.req);
    const method = context.method === "HEAD" ? "GET" : context.method;
    const page = pages.get(context.path);
    if (page && method === "GET") {
      context.state.route = context.path.startsWith("/docs") ? "/docs" : context.path;
      context.set({ "cache-control": "public, max-age=300", ...page.headers });
      context.type = page.type;
      context.body = page.body;
      return;
    }
    const match = router.find(method as Parameters<typeof router.find>[0], context.path);
    if (!match) throw unmatched(context);
    const { route, handle } = match.store as Found;
    context.state.route = route.path;
    context.state.service = route.service;
    await handle(context, match.params);
  }

  function unmatched(context: Context): Problem {
    if (!isDecodable(context.path)) return badRequest("The path is not well-formed percent-encoded UTF-8.");
    const allowed = allowedMethods(context.path);
    if (allowed.length === 0) return notFound();
    return methodNotAllowed(context.method, allowed);
  }

  function allowedMethods(path: string): string[] {
    if (pages.has(path)) return ["GET", "HEAD"];
    return (["GET", "POST", "PUT", "PATCH", "DELETE"] as const)
      .filter((method) => router.find(method, path))
      .flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isUnavailable(error)) return unavailable("The database");
  return new Problem(500, "Something went wrong here. It has been logged under the request's id.");
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Clients may send any word as a method: only the known ones become a label. */
const knownMethod = (method: string): string =>
  ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].includes(method) ? method : "other";

function crossOrigin(origins: readonly string[]): Koa.Middleware {
  return cors({
    origin: ({ header: { origin } }) => (origin && origins.includes(origin) ? origin : ""),
    allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    exposeHeaders: ["ETag", "Age", "Cache-Status", "Cache-Invalidation", "Location", "Retry-After", "X-Request-Id"],
    maxAge: 600,
    keepHeadersOnError: true,
  });
}
