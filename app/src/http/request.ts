import type { IncomingMessage } from "node:http";
import getRawBody from "raw-body";
import type { z } from "zod";
import { badRequest, type FieldError, Problem } from "./problem.ts";

/** The largest body that is read, in bytes. */
export const bodyLimit = 1024 * 1024;

/** A request has one `Host`: a second one, or one that smuggles user info, is how it is made to mean two things. */
export function checkHost(request: IncomingMessage): void {
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length !== 1) throw badRequest("The request must have one Host header.");
  if (!/^[\w.\-[\]:]*$/.test(hosts[0] ?? "")) throw badRequest("The Host header is malformed.");
}

const tooLarge = () => new Problem(413, `The body is larger than ${bodyLimit} bytes.`, { headers: { connection: "close" } });

/** Refuses a body where the route takes none, by what the headers say of it: nothing of it is kept. @throws Problem 413 or 400 */
export function refuseBody({ headers }: IncomingMessage): undefined {
  const length = Number(headers["content-length"] ?? 0);
  const chunked = headers["transfer-encoding"] !== undefined;
  if (length > bodyLimit) throw tooLarge();
  if (length === 0 && !chunked) return;
  // Chunks may go on for ever: only a connection that ends spares the server from taking them in.
  throw new Problem(400, "This takes no body.", { kind: "invalid-input", ...(chunked && { headers: { connection: "close" } }) });
}

/** @throws Problem 413, 415 or 400 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers["content-type"] ?? "")?.[1] ?? "utf-8";
  if (type !== "application/json" && !(type === "application/merge-patch+json" && request.method === "PATCH")) {
    throw new Problem(415, `The body must be application/json, not ${type || "without a content type"}.`, {
      headers: { "accept-post": "application/json" },
    });
  }
  if (!/^utf-?8$/i.test(charset)) throw new Problem(415, "The body must be in UTF-8.");
  if (request.headers["content-encoding"] !== undefined && request.headers["content-encoding"] !== "identity") {
    throw new Problem(415, "The body must not be compressed.", { headers: { "accept-encoding": "identity" } });
  }
  const bytes = await getRawBody(request, { length: request.headers["content-length"] ?? null, limit: bodyLimit }).catch(
    (error: { type?: string }) => {
      if (error.type === "entity.too.large") throw tooLarge();
      throw badRequest("The body ended early or is not as long as it says.");
    },
  );
  return parseJson(bytes);
}

function parseJson(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badRequest("The body is not valid UTF-8.");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("The body is not valid JSON.");
  }
}

/** The query as a plain object. A parameter given twice is refused: which one counts must not depend on who reads it. */
export function readQuery(search: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  if (search.length <= 1) return query;
  const parameters = new URLSearchParams(search);
  for (const [name, value] of parameters) {
    if (name in query) throw badRequest("A query parameter is given more than once.", [{ path: name, message: "is given more than once" }]);
    query[name] = value;
  }
  return query;
}

/** Checks one part of the input. @throws Problem 400 with every error by path */
export function check<S extends z.ZodType>(schema: S, value: unknown, part: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw badRequest(`The ${part} is not as it should be.`, fieldErrors(parsed.error));
}

/** Errors that are told at most, and characters of a path: an answer must not outgrow its request. */
const mostErrors = 20;
const longestPath = 100;

/** Unknown keys each get a path of their own, so that a client sees which to take away. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const errors: FieldError[] = [];
  for (const issue of error.issues) {
    const path = issue.path.join(".");
    if (issue.code !== "unrecognized_keys") errors.push({ path: short(path), message: issue.message });
    else
      for (const key of issue.keys.slice(0, mostErrors))
        errors.push({ path: short(path ? `${path}.${key}` : key), message: "is not known here" });
    if (errors.length >= mostErrors) break;
  }
  return errors.slice(0, mostErrors);
}

const short = (path: string): string => (path.length > longestPath ? `${path.slice(0, longestPath)}...` : path);

/** The version an `If-Match` names. @throws Problem 428 when absent, 412 when it can match nothing */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined) {
    throw new Problem(428, "An update needs If-Match with the ETag of the version it is based on.", { kind: "version-required" });
  }
  if (header.trim() === "*") return undefined;
  const version = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw staleVersion();
  return Number(version);
}

export const staleVersion = () =>
  new Problem(412, "The resource has changed since the version in If-Match. Read it again.", { kind: "stale-version" });
