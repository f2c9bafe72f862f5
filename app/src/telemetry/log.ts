import pino, { type Logger } from "pino";
import type { Config } from "../config.ts";

export type { Logger } from "pino";

/**
 * Structured logs, one JSON object a line on standard output. They hold no personal data and no secret: routes are logged as templates,
 * never with their parameters filled in, and errors without the documents that caused them.
 */
export function createLogger(config: Pick<Config, "logLevel" | "instanceId">): Logger {
  return pino({
    level: config.logLevel,
    base: { instance: config.instanceId },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
  });
}

/** Name, code and stack. A driver's own fields (`keyValue`, `writeErrors`) may hold what users typed: they stay out. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: typeof error };
  const code = (error as { code?: unknown }).code;
  // E11000 repeats the duplicate key's value in its message.
  const message = code === 11000 ? "duplicate key" : error.message;
  const frames = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return { name: error.name, message, code, stack: frames?.join("\n") };
}
