import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { goldenFolder } from "./golden-files.ts";
import { PlanError } from "./plan.ts";

/** A stack's golden files as they were committed at `ref`, by layer. They hold every input, so nothing of `ref` is run. */
export function goldenAt(root: string, stack: string, ref: string): Map<string, string> {
  if (git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`).status !== 0)
    throw new PlanError(`${ref} is no commit of this repository: give a branch, a tag or a hash.`);
  const listed = git(root, "ls-tree", "--name-only", "-z", ref, `${goldenFolder(stack)}/`).stdout;
  const files = listed.split("\0").filter((file) => file.endsWith(".yaml"));
  if (files.length === 0) throw new PlanError(`${ref} has no golden files of ${stack}: all of the stack is new since.`);
  return new Map(files.map((file) => [basename(file, ".yaml"), git(root, "show", `${ref}:./${file}`).stdout]));
}

function git(root: string, ...words: string[]): { status: number | null; stdout: string } {
  const { error, status, stdout } = spawnSync("git", words, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (error) throw new PlanError(`git cannot be run (${error.message}): the golden files of a commit are read with it.`);
  return { status, stdout };
}
