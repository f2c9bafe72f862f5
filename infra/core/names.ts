import { createHash } from "node:crypto";
import type { Context } from "./component.ts";

const hashLength = 8;

/**
 * A name for AWS: the environment's, then the resource's, so that it is unique in the account. A name longer than `limit` (in characters,
 * the service's own) is cut and ends in a hash of the whole, so that it stays unique and the same from run to run.
 */
export function physicalName(context: Pick<Context, "environment">, name: string, limit: number): string {
  const whole = `${context.environment}-${name}`;
  if (whole.length <= limit) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, hashLength);
  return `${whole.slice(0, limit - hashLength - 1).replace(/-+$/, "")}-${hash}`;
}
