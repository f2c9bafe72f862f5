import { parseArgs } from "node:util";
import { PlanError } from "./plan.ts";

export interface Arguments {
  readonly help: boolean;
  readonly stack: string;
  readonly form: "tree" | "json";
}

export const help = `npm run plan -- <stack> [--tree | --json]

Shows what the stack's program would create, without Pulumi's CLI, credentials or a cloud.

  <stack>   a Pulumi.<stack>.yaml beside Pulumi.yaml, for example dev or prod
  --tree    components and their resources, for reading (the default)
  --json    everything recorded: URNs, inputs, dependencies, options, aliases
  --help    this text

Secrets are masked. The plan is what Pulumi's engine would be told. It knows no state, compares with no cloud and asks no provider.`;

export function parseArguments(words: readonly string[]): Arguments {
  const { values, positionals } = parse(words);
  if (values.help) return { help: true, stack: "", form: "tree" };
  const [stack, ...others] = positionals;
  if (stack === undefined || others.length > 0) throw new PlanError("Name one stack: npm run plan -- <stack> [--tree | --json].");
  if (values.tree && values.json) throw new PlanError("Choose one of --tree and --json.");
  return { help: false, stack, form: values.json ? "json" : "tree" };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { tree: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    // Node's sentence goes on with advice about positional arguments.
    const [sentence = ""] = (error as Error).message.split(/\. |\n/);
    throw new PlanError(`${sentence.replace(/\.$/, "")}. Flags are --tree, --json and --help.`);
  }
}
