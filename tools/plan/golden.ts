import { Document, isMap, isScalar, type Node, parseDocument } from "yaml";
import { type Entry, entryOf, shortNames, type Usual, usualProviders } from "./entries.ts";
import { layersByUrn, stackLayer } from "./layers.ts";
import { inTreeOrder } from "./order.ts";
import type { Plan, PlannedValues } from "./plan.ts";

/** A plan as golden files hold it. */
export interface Golden {
  readonly stack: StackEntry;
  /** Resources by their short names. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/** What stands once for the whole plan. */
export interface StackEntry {
  readonly project: string;
  /** What the resources of each package have unless they say otherwise. */
  readonly providers: Readonly<Record<string, Usual>>;
  readonly outputs: PlannedValues;
}

const howToRead = `
Every resource by a short name of its own, each component before what is in it. An input waits for just the resources that its references
(<type/name.property>) name, unless inputsFrom says otherwise. Provider and version are those that stack.yaml states, unless options say
otherwise. Text that is JSON is shown as what it holds, marked !json. Secrets are masked.`;

/** The plan's golden files, by layer. Two runs give the same bytes. */
export function goldenFiles(plan: Plan): Map<string, string> {
  const names = shortNames(plan);
  const usual = usualProviders(plan);
  const layers = layersByUrn(plan.resources);
  const placed = Map.groupBy(inTreeOrder(plan.resources), ({ resource }) => layers.get(resource.urn) ?? stackLayer);
  const stack: StackEntry = { project: plan.project, providers: Object.fromEntries(usual), outputs: plan.outputs };
  const files = [...new Set([stackLayer, ...placed.keys()])].sort().map((layer) => {
    const entries = (placed.get(layer) ?? []).map(
      ({ resource }) => [names.get(resource.urn) ?? "", entryOf(resource, names, usual)] as const,
    );
    const all = [...(layer === stackLayer ? [["stack", stack] as const] : []), ...entries];
    return [layer, written(plan.stack, layer, all)] as const;
  });
  return new Map(files);
}

function written(stack: string, layer: string, entries: ReadonlyArray<readonly [string, object]>): string {
  const document = new Document(Object.fromEntries(entries), { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  const what =
    layer === stackLayer
      ? `Layer stack of the plan of ${stack}: the stack itself, and what is in no layer.`
      : `Layer ${layer} of the plan of ${stack}.`;
  document.commentBefore = comment(`${what} Written by "npm run plan -- ${stack} --update".${layer === stackLayer ? howToRead : ""}`);
  if (isMap(document.contents)) {
    for (const [index, { key, value }] of document.contents.items.entries()) {
      if (isScalar(key)) key.spaceBefore = index > 0;
      if (isMap(value)) showJson(document, value);
    }
  }
  return document.toString({ lineWidth: 0 });
}

function comment(text: string): string {
  return text.replace(/^/gm, " ");
}

/** Replaces text that is JSON by what it holds, wherever it is below `node`: so that a policy can be read, and an edit of it too. */
function showJson(document: Document, node: Node): void {
  if (!("items" in node)) return;
  for (const [index, item] of (node.items as unknown[]).entries()) {
    const value = (isPair(item) ? item.value : item) as Node;
    const held = isScalar(value) ? heldJson(value.value) : undefined;
    if (held === undefined) {
      showJson(document, value);
      continue;
    }
    const shown = document.createNode(held, { aliasDuplicateObjects: false }) as Node & { tag?: string };
    shown.tag = "!json";
    if (isPair(item)) item.value = shown;
    else (node.items as unknown[])[index] = shown;
  }
}

function isPair(item: unknown): item is { key: unknown; value: unknown } {
  return typeof item === "object" && item !== null && "key" in item;
}

/** The list or map that text holds as JSON, if writing it again gives the same text: nothing may be lost. */
function heldJson(text: unknown): object | undefined {
  if (typeof text !== "string" || !/^[[{]/.test(text)) return undefined;
  try {
    const held: unknown = JSON.parse(text);
    return JSON.stringify(held) === text ? (held as object) : undefined;
  } catch {
    return undefined;
  }
}

/** What golden files say. */
export function readGolden(files: ReadonlyMap<string, string>): Golden {
  const all = [...files.values()].flatMap((text) => Object.entries((parseDocument(text).toJS() ?? {}) as Record<string, unknown>));
  const { stack, ...entries } = Object.fromEntries(all);
  return { stack: stack as StackEntry, entries: new Map(Object.entries(entries as Record<string, Entry>)) };
}
