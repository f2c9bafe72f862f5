import { randomBytes } from "node:crypto";
import { v4 as uuid } from "uuid";

/** The W3C trace context of one request (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  /** 32 hexadecimal digits, the caller's when it sent a valid one. */
  readonly traceId: string;
  /** 16 hexadecimal digits: this process's part. */
  readonly spanId: string;
  /** `01` when the caller samples, else `00`. */
  readonly flags: string;
}

const valid = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Continues the caller's trace, or begins one when the header is absent or malformed. */
export function continueTrace(header: string | undefined): TraceContext {
  const [, traceId, flags] = (header && valid.exec(header)) || [];
  return { traceId: traceId ?? randomBytes(16).toString("hex"), spanId: randomBytes(8).toString("hex"), flags: flags ?? "00" };
}

/** The caller's name for the request where it is a valid one, else a new one. */
export function requestIdOf(header: string | undefined): string {
  return header !== undefined && /^[\w.-]{1,128}$/.test(header) ? header : uuid();
}

export function traceparent({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags}`;
}
