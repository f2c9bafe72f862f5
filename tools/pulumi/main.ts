import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { PlanError } from "../plan/plan.ts";
import { help, parseArguments } from "./arguments.ts";
import { operate } from "./operate.ts";
import { StackError } from "./stack-error.ts";

const root = resolve(import.meta.dirname, "../..");

try {
  const asked = parseArguments(process.argv.slice(2));
  if (asked)
    process.exitCode = await operate(root, asked, { variables: process.env, question: process.stdin.isTTY ? question : undefined });
  else console.log(help);
} catch (error) {
  if (!(error instanceof StackError || error instanceof PlanError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function question(text: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(text);
  } finally {
    lines.close();
  }
}
