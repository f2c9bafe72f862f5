import type { z } from "zod";
import type { Principal } from "../auth/permissions.ts";
import type { Namespace } from "../cache/cache.ts";
import type { Service } from "../contract.ts";
import type { Answer } from "./answer.ts";

/** Who may call a route. */
export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "signed-in" }
  /** Whose id the path's parameter names, or who holds the permission. Anybody else gets 404. */
  | { readonly kind: "self"; readonly parameter: string; readonly permission: string }
  | { readonly kind: "permission"; readonly permission: string };

export const everyone: Access = { kind: "public" };
export const signedIn: Access = { kind: "signed-in" };
export const selfOr = (permission: string, parameter = "id"): Access => ({ kind: "self", parameter, permission });
export const needs = (permission: string): Access => ({ kind: "permission", permission });

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is given: input that has passed its schema. */
export interface Input<P, Q, B> {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  /** Who is asking. Only a public route may be asked by nobody; there this throws. */
  readonly user: Principal;
  /** The version that `If-Match` names, or undefined for `*` and on routes that do not ask for it. */
  readonly expectedVersion: number | undefined;
}

/** How a route's answer is cached. */
export interface CachePolicy<P, Q, B> {
  readonly namespace: Namespace;
  readonly key: (input: Input<P, Q, B>) => string;
  /** Names by which one invalidation reaches many entries. */
  readonly tags?: (input: Input<P, Q, B>) => readonly string[];
  /** The answer is for its subject only: the framework puts the subject before the key, and nothing outside may store it. */
  readonly private?: boolean;
}

interface Declared<P, Q, B> {
  /** One line for the API's documentation. */
  readonly summary: string;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** An update: `If-Match` with the version that the caller saw is required. */
  readonly ifMatch?: boolean;
  /** The body of each answer by status; `null` for an answer without one. Problems that the declaration implies are added by themselves. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
}

/** A route that reads through the cache: its handler yields the resource, or undefined where there is none. */
interface CachedRead<P, Q, B> extends Declared<P, Q, B> {
  readonly cache: CachePolicy<P, Q, B>;
  readonly handle: (input: Input<P, Q, B>) => Promise<object | undefined>;
}

interface Plain<P, Q, B> extends Declared<P, Q, B> {
  readonly cache?: undefined;
  readonly handle: (input: Input<P, Q, B>) => Promise<Answer>;
}

type Schema = z.ZodType | undefined;

export interface Route {
  readonly service: Service;
  readonly method: Method;
  /** With parameters as `:name`. */
  readonly path: string;
  readonly spec: CachedRead<Schema, Schema, Schema> | Plain<Schema, Schema, Schema>;
}

type Unowned = Omit<Route, "service">;

function declare(method: Method) {
  function route<P extends Schema = undefined, Q extends Schema = undefined, B extends Schema = undefined>(
    path: string,
    spec: CachedRead<P, Q, B> | Plain<P, Q, B>,
  ): Unowned {
    // The schemas that make P, Q and B are checked before the handler runs, which is what lets the types be forgotten here.
    return { method, path, spec: spec as unknown as Route["spec"] };
  }
  return route;
}

export const get = declare("GET");
export const post = declare("POST");
export const put = declare("PUT");
export const patch = declare("PATCH");
export const del = declare("DELETE");

/** The routes of one service, made from what it depends on. */
export function routes<D>(service: Service, declared: (dependencies: D) => readonly Unowned[]): (dependencies: D) => Route[] {
  return (dependencies) => declared(dependencies).map((route) => ({ service, ...route }));
}
