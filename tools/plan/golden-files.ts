import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a stack's golden files are, from the project's root. */
export function goldenFolder(stack: string): string {
  return `test/plans/${stack}`;
}

/** A stack's golden files by layer; none if there is no folder of them. */
export function storedGolden(root: string, stack: string): Map<string, string> {
  const folder = join(root, goldenFolder(stack));
  return new Map(layersIn(folder).map((layer) => [layer, readFileSync(join(folder, `${layer}.yaml`), "utf8")]));
}

/** Makes the stack's golden files `files`, and says which of them were not so before. */
export function storeGolden(root: string, stack: string, files: ReadonlyMap<string, string>): string[] {
  const folder = join(root, goldenFolder(stack));
  const stored = storedGolden(root, stack);
  const changed = [...files].filter(([layer, text]) => stored.get(layer) !== text).map(([layer]) => layer);
  const stale = [...stored.keys()].filter((layer) => !files.has(layer));
  mkdirSync(folder, { recursive: true });
  for (const layer of changed) writeFileSync(join(folder, `${layer}.yaml`), files.get(layer) ?? "");
  for (const layer of stale) rmSync(join(folder, `${layer}.yaml`));
  return [...changed, ...stale].sort().map((layer) => `${goldenFolder(stack)}/${layer}.yaml`);
}

function layersIn(folder: string): string[] {
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
    return files.map((file) => file.slice(0, -".yaml".length)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
