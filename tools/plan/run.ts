import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Message } from "./engine-service.ts";
import { plannedSecrets, withPlaceholders } from "./placeholders.ts";
import { type Plan, PlanError } from "./plan.ts";
import { type Project, readProject } from "./project.ts";
import { startRecorder } from "./recorder.ts";

const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run/index.js");
const quickly = resolve(import.meta.dirname, "without-source-maps.cjs");

/** A program that has not ended by then waits for something a plan does not give. */
const patienceMilliseconds = 120_000;

/** Of the environment, the program gets only what Node itself wants: the plan must not depend on who makes it, and needs nobody's credentials. */
const keptVariables = ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot"];

/**
 * What the project's program would create for a stack. `say` gets the program's own messages and what it prints. Rejects with a PlanError that
 * carries the program's own error, or says what is wrong with the stack.
 */
export async function makePlan(root: string, stack: string, say: (text: string) => void): Promise<Plan> {
  return planProject(readProject(root, stack), say);
}

/** As `makePlan`, of a stack file that need not be there. */
export async function planProject(project: Project, say: (text: string) => void): Promise<Plan> {
  const { stack } = project;
  const recorder = await startRecorder(project.name, stack);
  try {
    const ending = await runProgram(project, recorder.address, say);
    const { messages, resources, outputs } = recorder.recording;
    for (const { severity, text } of messages) if (severity !== "error") say(`${severity}: ${text}`);
    const errors = errorsIn(messages);
    if (errors.length > 0) throw new PlanError(errors.join("\n"));
    if (ending !== undefined) throw new PlanError(`The program ${ending} without saying why.`);
    const sorted = [...resources.values()].sort((one, other) => (one.urn < other.urn ? -1 : 1));
    return { project: project.name, stack, resources: sorted, outputs, secrets: plannedSecrets(project, stack) };
  } finally {
    recorder.stop();
  }
}

/** Runs the program as Pulumi's language host does for a preview. Resolves to how it ended, undefined if well. */
async function runProgram(project: Project, address: string, say: (text: string) => void): Promise<string | undefined> {
  const words = [
    ...["--monitor", address, "--engine", address],
    ...["--project", project.name, "--stack", project.stack, "--organization", "organization"],
    ...["--root-directory", project.root, "--pwd", project.root, "--parallel", "16", "--dry-run"],
    // The entry point is then `main` of package.json.
    ".",
  ];
  const { config, secretKeys } = withPlaceholders(project);
  const kept = keptVariables.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const child = spawn(process.execPath, ["--require", quickly, runner, ...words], {
    cwd: project.root,
    env: {
      ...Object.fromEntries(kept),
      PULUMI_CONFIG: JSON.stringify(config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: patienceMilliseconds,
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => say(text.trimEnd()));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (signal) return `was stopped by ${signal} (it may run for ${patienceMilliseconds / 1000} s)`;
  return code === 0 ? undefined : `ended with code ${code}`;
}

/** What was said once is enough: one failure may reach the user by several ways. */
function errorsIn(messages: readonly Message[]): string[] {
  return [...new Set(messages.filter(({ severity }) => severity === "error").map(({ text }) => stripVTControlCharacters(text).trimEnd()))];
}
