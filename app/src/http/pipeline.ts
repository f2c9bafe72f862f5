import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Context } from "koa";
import { z } from "zod";
import type { Principal } from "../auth/permissions.ts";
import type { TokenVerifier } from "../auth/tokens.ts";
import type { Cache, Found } from "../cache/cache.ts";
import { authenticate, authorize } from "./authorize.ts";
import { notFound } from "./problem.ts";
import { check, readIfMatch, readJson, readQuery, refuseBody } from "./request.ts";
import type { CachePolicy, Input, Route } from "./route.ts";

export interface PipelineDependencies {
  readonly cache: Cache;
  readonly verifier: TokenVerifier;
  /** Checks every answer against the schema the route declares; a mismatch is a bug and answers 500. On where nobody pays for it: local. */
  readonly checkAnswers: boolean;
}

type Handler = (context: Context, parameters: Readonly<Record<string, string | undefined>>) => Promise<void>;

const nothing = z.strictObject({});
const json = "application/json";
type AnyInput = Input<undefined, undefined, undefined>;
type AnyPolicy = CachePolicy<undefined, undefined, undefined>;

/**
 * What a route's declaration means, in this order: who is asking, is the path well formed, may they, is the query, is the precondition,
 * is the body right, then the handler.
 */
export function pipeline(route: Route, dependencies: PipelineDependencies): Handler {
  const { spec } = route;
  return async (context, parameters) => {
    const principal = spec.access.kind === "public" ? undefined : await authenticate(context.req, dependencies.verifier);
    const params = check(spec.params ?? nothing, parameters, "path");
    if (principal) authorize(spec.access, principal, parameters);
    const query = check(spec.query ?? nothing, readQuery(context.search), "query");
    const expectedVersion = spec.ifMatch ? readIfMatch(header(context.req, "if-match")) : undefined;
    const body = spec.body ? check(spec.body, await readJson(context.req), "body") : refuseBody(context.req);
    const input = {
      params,
      query,
      body,
      expectedVersion,
      get user(): Principal {
        if (principal) return principal;
        throw new Error(`${route.method} ${route.path} is public: nobody is signed in`);
      },
    } as unknown as AnyInput;

    if (spec.cache) {
      await answerCached(context, dependencies, { ...spec, cache: spec.cache as AnyPolicy, handle: spec.handle }, input, principal);
      return;
    }
    const answer = await spec.handle(input);
    if (dependencies.checkAnswers) checkAnswer(route, answer.status, answer.body);
    context.status = answer.status;
    context.set({ "cache-control": "no-store", ...answer.headers });
    context.body = answer.body === undefined ? null : JSON.stringify(answer.body);
    if (answer.body !== undefined) context.type = json;
  };

  async function answerCached(
    context: Context,
    { cache, checkAnswers }: PipelineDependencies,
    read: { cache: AnyPolicy; handle: (input: AnyInput) => Promise<object | undefined> },
    input: AnyInput,
    principal: Principal | undefined,
  ): Promise<void> {
    const policy = read.cache;
    const key = policy.key(input);
    const found = await cache.get({
      namespace: policy.namespace,
      key: policy.private && principal ? `${principal.id} ${key}` : key,
      tags: policy.tags?.(input) ?? [],
      load: async () => {
        const resource = await read.handle(input);
        if (resource === undefined) return undefined;
        if (checkAnswers) checkAnswer(route, 200, resource);
        const bytes = Buffer.from(JSON.stringify(resource));
        return { body: bytes, etag: validator(resource, bytes) };
      },
    });
    context.state.cache = found.tier;
    context.set("cache-status", cacheStatus[found.tier]);
    context.set("cache-control", policy.private ? "private, no-store" : "public, max-age=0, s-maxage=2, must-revalidate");
    context.set("age", String(Math.floor(found.ageMs / 1000)));
    if (found.value === undefined) throw notFound();
    send(context, found.value);
  }
}

/** The cache nearest to the origin first (RFC 9211). */
const cacheStatus: Readonly<Record<Found["tier"], string>> = {
  l1: "l1; hit",
  l2: "l2; hit, l1; fwd=miss",
  miss: "l2; fwd=miss, l1; fwd=miss",
};

function send(context: Context, { body, etag }: { body: Buffer; etag: string }): void {
  context.status = 200;
  context.set("etag", etag);
  if (namesVersion(context.get("if-none-match"), etag)) {
    context.status = 304;
    return;
  }
  context.type = json;
  context.body = body;
}

/** Whether `If-None-Match` names this version, compared weakly. (Koa's own `fresh` gives a body to whoever also says `no-cache`.) */
function namesVersion(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === "") return false;
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((candidate) => candidate.trim().replace(/^W\//, "") === etag);
}

/** A resource's version where it counts one, else a digest of the answer. */
function validator(resource: object, bytes: Buffer): string {
  return "version" in resource ? `"${resource.version}"` : `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
}

function checkAnswer({ spec, method, path }: Route, status: number, body: object | undefined): void {
  const schema = spec.answers[status];
  if (schema === undefined) throw new Error(`${method} ${path} does not declare the answer ${status}`);
  if (schema === null ? body !== undefined : !schema.safeParse(body).success) {
    throw new Error(`${method} ${path} answers ${status} with a body that its schema does not allow`);
  }
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
};
