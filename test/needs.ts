import { skipReasons } from "./reporter.ts";

/**
 * Skips the running test or suite with a reason, or fails it when `STRATA_REQUIRE` (comma-separated, e.g. `mongod,redis`) says that
 * this machine must have what is missing. Call it in a test or a `before` hook.
 */
export function lacks(context: Mocha.Context, what: string, reason: string): never {
  const required = (process.env.STRATA_REQUIRE ?? "").split(",").map((name) => name.trim());
  if (required.includes(what)) throw new Error(`${what} is required here (STRATA_REQUIRE) but cannot be had: ${reason}`);
  const runnable = context.runnable();
  skipReasons.set(runnable, `${what}: ${reason}`);
  // Called from a hook it skips every test of the suite: each of them carries the reason.
  if (!context.test || context.test.title.includes("before"))
    runnable.parent?.eachTest((test) => skipReasons.set(test, `${what}: ${reason}`));
  context.skip();
}
