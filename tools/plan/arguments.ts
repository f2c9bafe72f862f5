import { parseArgs } from "node:util";
import { PlanError } from "./plan.ts";

export interface Arguments {
  readonly stack: string;
  readonly form: Form;
  /** Shows this layer only. */
  readonly layer?: string;
}

/** What is made of the plan: shown as a tree, as JSON, as its differences from the golden files of a commit, or written to the golden files. */
export type Form = "tree" | "json" | "update" | { readonly diff: string };

const synopsis = "npm run plan -- <stack> [--tree | --json] [--layer LAYER] [--diff REF] [--update]";

export const help = `${synopsis}

Shows what the stack's program would create, without Pulumi's CLI, credentials or a cloud.

  <stack>        a Pulumi.<stack>.yaml beside Pulumi.yaml, for example dev or prod
  --tree         components and their resources, for reading (the default)
  --json         everything recorded: URNs, inputs, dependencies, options, aliases
  --diff REF     what differs from the golden files committed at REF, for example HEAD or origin/main; nothing of REF is run
  --update       writes the golden files, test/plans/<stack>/<layer>.yaml, which show in a pull request what it changes
  --layer LAYER  one layer only, for example network; "stack" is what is in no layer
  --help         this text

Secrets are masked. The plan is what Pulumi's engine would be told. It knows no state, compares with no cloud and asks no provider.`;

const flags = "Flags are --tree, --json, --diff REF, --update, --layer LAYER and --help.";

/** Undefined if asked for help. */
export function parseArguments(words: readonly string[]): Arguments | undefined {
  const { values, positionals } = parse(words);
  if (values.help) return undefined;
  const [stack, ...others] = positionals;
  if (stack === undefined || others.length > 0) throw new PlanError(`Name one stack: ${synopsis}.`);
  const forms: Form[] = [
    ...(["tree", "json", "update"] as const).filter((form) => values[form]),
    ...(values.diff === undefined ? [] : [{ diff: values.diff }]),
  ];
  if (forms.length > 1) throw new PlanError("Choose one of --tree, --json, --diff and --update.");
  if (values.layer !== undefined && (values.update || values.diff !== undefined))
    throw new PlanError("--update and --diff are about every layer: leave --layer out.");
  return { stack, form: forms[0] ?? "tree", ...(values.layer !== undefined && { layer: values.layer }) };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        tree: { type: "boolean" },
        json: { type: "boolean" },
        update: { type: "boolean" },
        diff: { type: "string" },
        layer: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    // Node's sentence goes on with advice about positional arguments.
    const [sentence = ""] = (error as Error).message.split(/\. |\n/);
    throw new PlanError(`${sentence.replace(/\.$/, "")}. ${flags}`);
  }
}
