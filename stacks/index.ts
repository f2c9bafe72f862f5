import { loadEnvironment } from "../infra/config/load.ts";

/** The program: reads the environment, then loads only the layers of its platform, so that a local stack never loads AWS. What it returns are the stack's outputs. */
export default async function program() {
  const environment = loadEnvironment();
  if (environment.tier === "local") return (await import("./local.ts")).local(environment);
  return (await import("./aws.ts")).onAws(environment);
}
