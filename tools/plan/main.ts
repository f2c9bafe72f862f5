import { resolve } from "node:path";
import { styleText } from "node:util";
import { help, parseArguments } from "./arguments.ts";
import { PlanError } from "./plan.ts";
import { makePlan } from "./run.ts";
import { tree } from "./tree.ts";

const root = resolve(import.meta.dirname, "../..");

try {
  const { help: asked, stack, form } = parseArguments(process.argv.slice(2));
  if (asked) {
    console.log(help);
  } else {
    const plan = await makePlan(root, stack, console.error);
    console.log(form === "json" ? JSON.stringify(plan, null, 2) : tree(plan, styleText));
  }
} catch (error) {
  if (!(error instanceof PlanError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
