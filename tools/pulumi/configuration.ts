import type { Environment } from "../../infra/config/environment.ts";
import { parseEnvironment } from "../../infra/config/parse.ts";
import type { Problem } from "../../infra/config/problems.ts";
import { secretProblems } from "../../infra/config/secrets.ts";
import { readProject } from "../plan/project.ts";
import { StackError } from "./stack-error.ts";

/** What a stack's file says, as far as it can be known without its key. */
export interface Configuration {
  readonly project: string;
  readonly stack: string;
  readonly environment: Environment;
  /** What is wrong with its secrets: the program would refuse the stack. */
  readonly secretProblems: readonly Problem[];
}

/** Throws a StackError with everything that is wrong, secrets included, if the environment is. */
export function readConfiguration(root: string, stack: string): Configuration {
  const { name: project, config, secretKeys } = readProject(root, stack);
  const own = Object.entries(config).filter(([key]) => key.startsWith("strata:"));
  const keys = new Map(own.map(([key, value]) => [key.slice("strata:".length), { value, encrypted: secretKeys.includes(key) }]));
  const text = keys.get("environment")?.value;
  const parsed = parseEnvironment(text === undefined ? undefined : parsedJson(text), stack);
  const filled = "environment" in parsed ? parsed.environment : parsed.filled;
  const ofSecrets = filled ? secretProblems(keys, filled, stack) : [];
  if ("environment" in parsed) return { project, stack, environment: parsed.environment, secretProblems: ofSecrets };
  const ofEnvironment = parsed.problems.map(({ path, says }) => ({ path: ["environment", path].filter(Boolean).join("."), says }));
  throw new StackError(report(stack, [...ofEnvironment, ...ofSecrets]));
}

/** All problems of a stack's file, in one message. */
export function report(stack: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return [`Pulumi.${stack}.yaml has ${count}:`, ...problems.map(({ path, says }) => `  strata:${path} ${says}`)].join("\n");
}

/** Structured values come as JSON, others as they are. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
