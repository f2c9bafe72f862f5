import { createRequire } from "node:module";
import { delimiter, dirname } from "node:path";
import type { Environment } from "../../infra/config/environment.ts";
import { report } from "../../infra/config/stack-file.ts";
import { type Arguments, type Command, commands } from "./arguments.ts";
import { storeOnAws } from "./bootstrap.ts";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { isOnPath, run, type Variables } from "./programs.ts";
import { StackError } from "./stack-error.ts";
import { type StateStore, storeOnThisMachine } from "./state-store.ts";

/** What the commands take from the terminal. */
export interface Terminal {
  readonly variables: Variables;
  /** Asks for a line. Undefined where nobody can answer. */
  readonly question: ((text: string) => Promise<string>) | undefined;
}

/**
 * Runs Pulumi's CLI on a stack of the project at `root`: with Node of this process, the environment's own backend and secrets provider, and a
 * configuration that was found right. Resolves to the exit code. Throws a StackError before anything is changed.
 */
export async function operate(root: string, asked: Arguments, { variables, question }: Terminal): Promise<number> {
  const { command, stack } = asked;
  const configuration = readConfiguration(root, stack);
  const { environment } = configuration;
  checkPrograms(environment, variables);
  const store = environment.tier === "local" ? storeOnThisMachine(root) : await storeOnAws(configuration.project, environment, variables);
  const keeps = command === "down" && "keepsData" in environment && environment.keepsData;
  if (keeps && !asked.confirmed) await confirm(stack, question);

  const env = variablesFor(store, variables);
  const selected = await run("pulumi", ["stack", "select", stack, ...creation(command, store)], root, env);
  if (selected !== 0) return selected;
  checkSecrets(command, configuration, store);
  return run("pulumi", [commands[command], "--stack", stack, ...(keeps ? ["--exclude-protected"] : []), ...asked.flags], root, env);
}

/** A stack that is not there yet is made where that leads on. */
function creation(command: Command, { secretsProvider }: StateStore): string[] {
  return command === "up" || command === "preview" ? ["--create", "--secrets-provider", secretsProvider] : [];
}

function checkPrograms({ tier }: Environment, variables: Variables): void {
  const missing = [
    ...(isOnPath("pulumi", variables)
      ? []
      : [`Pulumi's CLI is not on PATH: install it with "curl -fsSL https://get.pulumi.com | sh -s -- --version ${sdkVersion()}".`]),
    ...(tier === "local" || isOnPath("aws", variables)
      ? []
      : [
          'AWS\'s CLI is not on PATH: install it (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html), then "aws configure sso".',
        ]),
  ];
  if (missing.length > 0) throw new StackError(missing.join("\n"));
}

/** The CLI of the same version as the SDK is the one that was meant. */
function sdkVersion(): string {
  return (createRequire(import.meta.url)("@pulumi/pulumi/package.json") as { version: string }).version;
}

async function confirm(stack: string, question: Terminal["question"]): Promise<void> {
  const what = `${stack} keeps data. What is protected stays; everything else of it is deleted.`;
  if (!question) throw new StackError(`${what} Confirm with its name: npm run down -- ${stack} --yes ${stack}`);
  const typed = await question(`${what}\nType the stack's name to go on: `);
  if (typed.trim() !== stack) throw new StackError(`That is not ${stack}: nothing was done.`);
}

/** The program would refuse the stack too; here the commands that mend it can be used as they stand. */
function checkSecrets(command: Command, { stack, secretProblems }: Configuration, { backend, variables }: StateStore): void {
  if (secretProblems.length === 0 || !("up" === command || "preview" === command)) return;
  const exports = Object.entries({ PULUMI_BACKEND_URL: backend, ...variables }).map(([name, value]) => `  export ${name}='${value}'`);
  throw new StackError([report(stack, secretProblems), "These commands find the stack after:", ...exports].join("\n"));
}

function variablesFor({ backend, variables }: StateStore, inherited: Variables): Variables {
  // A passphrase of the user's own would win over the file.
  const { PULUMI_CONFIG_PASSPHRASE: _, ...others } = inherited;
  return {
    ...others,
    // Pulumi starts the program with the first Node there.
    PATH: [dirname(process.execPath), inherited.PATH].filter(Boolean).join(delimiter),
    PULUMI_BACKEND_URL: backend,
    ...variables,
  };
}
