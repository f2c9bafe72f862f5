import { z } from "zod";
import { isNoSecret } from "./fields.ts";
import { nearest } from "./near.ts";

/** Something in an environment's configuration that its author can mend. */
export interface Problem {
  /** Where, for example `cache.shards`. */
  readonly path: string;
  /** What is wrong with what stands there, and what is allowed instead. */
  readonly says: string;
}

/** The problems behind zod's issues about `value`, a word about each. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], schema: z.ZodType, value: unknown): Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, path, schema));
    if (issue.code === "invalid_key" && !isNoSecret(path.at(-1) ?? "")) return [misplacedSecret(path)];
    // A record's key has its own issues inside, whose message says what is allowed.
    const allowed = issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    return [{ path: path.join("."), says: wrongValue(valueAt(value, path), allowed) }];
  });
}

/** What to say about a value that is not allowed. */
export function wrongValue(value: unknown, allowed: string): string {
  if (value === undefined) return `is missing: give ${allowed}`;
  const choices = allowed.startsWith("one of ") ? allowed.slice("one of ".length).split(", ") : [];
  const meant = typeof value === "string" ? nearest(value, choices) : undefined;
  return `is ${shorten(JSON.stringify(value))}: give ${allowed}${meant ? `; did you mean ${meant}?` : ""}`;
}

function unknownKey(key: string, parent: readonly string[], schema: z.ZodType): Problem {
  if (!isNoSecret(key)) return misplacedSecret([...parent, key]);
  const path = [...parent, key].join(".");
  const siblings = keysAt(schema, parent);
  const meant = nearest(key, siblings) ?? pathsOf(schema).find((candidate) => candidate.endsWith(`.${key}`));
  return { path, says: `is not known here: ${meant ? `did you mean ${meant}?` : `known are ${siblings.join(", ")}`}` };
}

/** Its value is never repeated. */
function misplacedSecret(path: readonly string[]): Problem {
  const says = `looks like a secret, which must not stand here: set it encrypted with "pulumi config set --secret strata:${path.at(-1)}"`;
  return { path: path.join("."), says };
}

export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined), value);
}

function keysAt(schema: z.ZodType, path: readonly string[]): string[] {
  const at = path.reduce<unknown>((from, key) => (from instanceof z.ZodObject ? from.shape[key] : undefined), schema);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** Every field's path, for example `cache.shards`. */
function pathsOf(schema: unknown, prefix = ""): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, field]) => [`${prefix}${key}`, ...pathsOf(field, `${prefix}${key}.`)]);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
