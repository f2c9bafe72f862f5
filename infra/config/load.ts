import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "./environment.ts";
import { parseEnvironment } from "./parse.ts";
import type { Problem } from "./problems.ts";

/** The stack's environment. A wrong one ends the program before it registers anything, with all its problems and no stack trace. */
export function loadEnvironment(): Environment {
  const stack = pulumi.getStack();
  const parsed = parseEnvironment(new pulumi.Config("strata").getObject("environment"), stack);
  if ("environment" in parsed) return parsed.environment;
  throw new pulumi.RunError(report(stack, parsed.problems));
}

function report(stack: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  const lines = problems.map(({ path, says }) => `  ${["strata:environment", path].filter(Boolean).join(".")} ${says}`);
  return [`Pulumi.${stack}.yaml has ${count}:`, ...lines].join("\n");
}
