import { resolve } from "node:path";
import { styleText } from "node:util";
import { waivers } from "../../policy/waivers.ts";
import { help, parseArguments } from "./arguments.ts";
import { goldenFiles } from "./golden.ts";
import { storeGolden } from "./golden-files.ts";
import { onlyLayer } from "./layers.ts";
import { type Plan, PlanError } from "./plan.ts";
import { makePlan } from "./run.ts";
import { tree } from "./tree.ts";

const root = resolve(import.meta.dirname, "../..");

try {
  const asked = parseArguments(process.argv.slice(2));
  console.log(asked ? await shown(asked) : help);
} catch (error) {
  if (!(error instanceof PlanError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function shown({ stack, form, layer }: NonNullable<ReturnType<typeof parseArguments>>): Promise<string> {
  const whole = await makePlan(root, stack, console.error);
  const plan = layer === undefined ? whole : onlyLayer(whole, layer);
  if (form === "json") return JSON.stringify(plan, null, 2);
  if (form === "update") return updated(plan);
  return tree(plan, waivers, styleText);
}

function updated(plan: Plan): string {
  const changed = storeGolden(root, plan.stack, goldenFiles(plan));
  return changed.length === 0 ? `The golden files of ${plan.stack} were up to date.` : ["Written:", ...changed].join("\n  ");
}
