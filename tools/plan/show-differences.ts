import type { Change, Differences } from "./compare.ts";
import type { Paint } from "./tree.ts";

/** A change that as many resources share is shown once. */
const folds = 3;

/** Differences for reading: what goes first, then what changes and how, then what is new. */
export function shownDifferences({ gone, added, renamed, changed }: Differences, title: string, paint: Paint): string {
  const shared = sharedChanges(changed);
  const own = [...changed].map(([short, all]) => [short, all.filter((change) => !shared.has(keyOf(change)))] as const);
  const counts = [
    [gone.length, "gone"],
    [renamed.size, "renamed"],
    [changed.size, "changed"],
    [added.length, "new"],
  ] as const;
  const summary = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    `${paint("bold", title)}: ${summary.join(", ") || "no difference"}`,
    lines(gone.map((short) => paint("yellow", `- ${short}`))),
    lines([...renamed].map(([was, is]) => `> ${was} is now ${is}`)),
    ...own.filter(([, all]) => all.length > 0).map(([short, all]) => lines([`~ ${short}`, ...all.map(shownChange)])),
    ...[...shared.values()].map(({ change, resources }) => lines([`~ ${resources.length} resources`, shownChange(change)])),
    lines(added.map((short) => `+ ${short}`)),
  ]
    .filter((section) => section !== "")
    .join("\n\n");
}

interface Shared {
  readonly change: Change;
  readonly resources: readonly string[];
}

function sharedChanges(changed: Differences["changed"]): Map<string, Shared> {
  const every = [...changed].flatMap(([short, all]) => all.map((change) => ({ short, change })));
  const byChange = [...Map.groupBy(every, ({ change }) => keyOf(change))];
  return new Map(
    byChange.flatMap(([key, all]) => {
      const [first] = all;
      return first && all.length >= folds ? [[key, { change: first.change, resources: all.map(({ short }) => short) }]] : [];
    }),
  );
}

function keyOf(change: Change): string {
  return JSON.stringify([change.path, shown(change.from), shown(change.to)]);
}

function shownChange({ path, from, to }: Change): string {
  return `    ${path}: ${shown(from)} -> ${shown(to)}`;
}

function shown(value: unknown): string {
  if (value === undefined) return "(none)";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function lines(all: readonly string[]): string {
  return all.join("\n");
}
