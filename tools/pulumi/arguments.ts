import { StackError } from "./stack-error.ts";

/** What can be done with a stack, and the command of Pulumi's CLI that does it. */
export const commands = { up: "up", down: "destroy", refresh: "refresh", preview: "preview" } as const;
export type Command = keyof typeof commands;

export interface Arguments {
  readonly command: Command;
  readonly stack: string;
  /** Whether `--yes` was given with the stack's name. */
  readonly confirmed: boolean;
  /** For Pulumi's CLI, as they are. */
  readonly flags: readonly string[];
}

export const help = `npm run up|preview|refresh|down -- <stack> [flags of Pulumi's CLI]

  up       shows what would change, asks, and does it
  preview  shows what would change
  refresh  compares Pulumi's state with what is there, asks, and corrects the state
  down     shows what would be deleted, asks, and deletes it. Where an environment keeps its data it asks for the stack's name first
           (or takes it: --yes <stack>), and what is protected stays.

  <stack>  a Pulumi.<stack>.yaml beside Pulumi.yaml, for example dev or local

Every further flag goes to Pulumi as it is, for example --yes (without it, and without a terminal, Pulumi changes nothing), --diff or --json.
Needed: Pulumi's CLI; for AWS its CLI with credentials, and the environment's bootstrap (docs/bootstrap.md).`;

/** Undefined if asked for help. `words` begin with the command. */
export function parseArguments([command, ...words]: readonly string[]): Arguments | undefined {
  if (words.includes("--help") || words.includes("-h")) return undefined;
  if (!isCommand(command)) throw new StackError(`Give one of ${Object.keys(commands).join(", ")}.`);
  const [stack, ...flags] = words;
  if (stack === undefined || stack.startsWith("-")) throw new StackError(`Name a stack first: npm run ${command} -- <stack>.`);
  const named = flags.findIndex((word, index) => word === stack && ["--yes", "-y"].includes(flags[index - 1] ?? ""));
  return { command, stack, confirmed: named >= 0, flags: named < 0 ? flags : flags.toSpliced(named, 1) };
}

function isCommand(word: string | undefined): word is Command {
  return word !== undefined && Object.hasOwn(commands, word);
}
