import type { Environment } from "../../infra/config/environment.ts";
import type { Problem } from "../../infra/config/problems.ts";
import { readStackFile, report } from "../../infra/config/stack-file.ts";
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

/** Throws a StackError with everything that is wrong if anything but a secret is. */
export function readConfiguration(root: string, stack: string): Configuration {
  const { name: project, config, secretKeys } = readProject(root, stack);
  const file = readStackFile(config, (key) => secretKeys.includes(key), stack);
  const { environment, environmentProblems, secretProblems, unknownKeys } = file;
  if (environment && unknownKeys.length === 0) return { project, stack, environment, secretProblems };
  throw new StackError(report(stack, [...environmentProblems, ...secretProblems, ...unknownKeys]));
}
