import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { differences } from "./compare.ts";
import type { Golden } from "./golden.ts";
import { PlanError } from "./plan.ts";
import { identities } from "./urns.ts";

/** Where resources that left a plan for good are named, from the project's root. */
export const deletedFile = "test/plans/deleted.yaml";

const deletions = z.array(
  z.strictObject({
    /** The end of its URN: types from the outermost component on, and name. */
    resource: z.string(),
    stacks: z.array(z.string()).min(1),
    /** Why it may be deleted, and what becomes of what it held. */
    reason: z.string().min(10),
  }),
);

export type Deletion = z.infer<typeof deletions>[number];

export function readDeletions(root: string): Deletion[] {
  const result = deletions.safeParse(parseDocument(readFileSync(join(root, deletedFile), "utf8")).toJS() ?? []);
  if (!result.success) throw new PlanError(`${deletedFile} is not as it says: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** URNs that left a stack's plan, while neither an alias nor a deletion accounts for them: `up` would delete what they stand for. */
export function unaccounted(before: Golden, after: Golden, stack: string, deleted: readonly Deletion[]): string[] {
  const then = identities(before, stack);
  const named = new Set(deleted.filter(({ stacks }) => stacks.includes(stack)).map(({ resource }) => resource));
  return differences(before, after, stack)
    .gone.map((short) => then.get(short)?.urn ?? short)
    .filter((urn) => !named.has(urn.split("::").slice(2).join("::")));
}
