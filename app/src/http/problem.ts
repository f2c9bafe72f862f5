import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { requestIdOf } from "../telemetry/trace.ts";

/** What is wrong with one field of the input. `path` is dotted, e.g. `price.amount`. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

export interface ProblemOptions {
  /** The last part of `type`, e.g. `stale-version`. @default the status in words, e.g. `not-found` */
  readonly kind?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that tells the client what is wrong, as RFC 9457 problem details. Whatever else is thrown is a bug and answers 500. */
export class Problem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.kind =
      options.kind ??
      title(status)
        .toLowerCase()
        .replaceAll(/[^a-z]+/g, "-");
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

/** The body of a problem. `instance` is the request's id, so that an answer and its log line find each other. */
export function problemBody(problem: Problem, requestId: string): string {
  return JSON.stringify({
    type: `urn:strata:problem:${problem.kind}`,
    title: title(problem.status),
    status: problem.status,
    detail: problem.message,
    instance: `urn:strata:request:${requestId}`,
    ...(problem.errors && { errors: problem.errors }),
  });
}

/** Answers a problem where no application does: on the admin port, and to what is refused before it. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  const requestId = requestIdOf(request.headers["x-request-id"]?.toString());
  const body = problemBody(problem, requestId);
  response.writeHead(problem.status, {
    "content-type": problemType,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-request-id": requestId,
    ...problem.headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function title(status: number): string {
  return STATUS_CODES[status] ?? "Error";
}

export const problemType = "application/problem+json";

export const badRequest = (detail: string, errors?: readonly FieldError[]) =>
  new Problem(400, detail, { kind: "invalid-input", ...(errors && { errors }) });
export const notFound = () => new Problem(404, "There is nothing at this address, or it is not yours.");
export const methodNotAllowed = (method: string | undefined, allowed: readonly string[]) =>
  new Problem(405, `This address knows ${allowed.join(", ")}, not ${method}.`, { headers: { allow: allowed.join(", ") } });
/** A dependency is away for a moment. */
export const unavailable = (dependency: string) =>
  new Problem(503, `${dependency} cannot be reached right now. Try again.`, {
    kind: "dependency-unavailable",
    headers: { "retry-after": "2" },
  });
