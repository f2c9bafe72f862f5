import { resolve } from "node:path";
import { styleText } from "node:util";
import { waivers } from "../../policy/waivers.ts";
import { type Arguments, help, parseArguments } from "./arguments.ts";
import { differences } from "./compare.ts";
import { goldenFiles, readGolden } from "./golden.ts";
import { goldenAt } from "./golden-at.ts";
import { storeGolden } from "./golden-files.ts";
import { onlyLayer } from "./layers.ts";
import { type Plan, PlanError } from "./plan.ts";
import { makePlan } from "./run.ts";
import { shownDifferences } from "./show-differences.ts";
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

async function shown({ stack, form, layer }: Arguments): Promise<string> {
  const former = typeof form === "object" ? readGolden(goldenAt(root, stack, form.diff)) : undefined;
  const plan = await makePlan(root, stack, console.error);
  if (typeof form === "object" && former) {
    const found = differences(former, readGolden(goldenFiles(plan)), stack);
    return shownDifferences(found, `${plan.project} ${stack} against ${form.diff}`, styleText);
  }
  if (form === "update") return updated(plan);
  const part = layer === undefined ? plan : onlyLayer(plan, layer);
  return form === "json" ? JSON.stringify(part, null, 2) : tree(part, waivers, styleText);
}

function updated(plan: Plan): string {
  const changed = storeGolden(root, plan.stack, goldenFiles(plan));
  return changed.length === 0 ? `The golden files of ${plan.stack} were up to date.` : ["Written:", ...changed].join("\n  ");
}
