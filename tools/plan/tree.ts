import type { Waiver } from "../../policy/waivers.ts";
import { inTreeOrder } from "./order.ts";
import { type Plan, type PlannedResource, type PlannedValue, shortName, shortType } from "./plan.ts";

const whatItIsNot = "What Pulumi's engine would be told. Made without one: no state, no comparison with the cloud, no provider.";

/** Colours a text, or leaves it as it is. */
export type Paint = (style: "bold" | "dim" | "yellow", text: string) => string;

/** The plan for reading: every component with how many resources it has, every resource with its type and marks, waivers of what is in it, outputs, and what the plan is not. */
export function tree(plan: Plan, waivers: readonly Waiver[], paint: Paint): string {
  const names = new Set(plan.resources.flatMap(({ urn, type, name }) => [urn, shortName(type, name)]));
  const outputs = Object.entries(plan.outputs).map(([name, value]) => `${name}: ${show(value)}`);
  const sections = [
    [`${paint("bold", `${plan.project} ${plan.stack}`)}: ${summary(plan)}`],
    printed(rowsOf(plan.resources), paint),
    titled(
      "Waivers",
      waivers.filter(({ resource }) => names.has(resource)).map(({ resource, rule, reason }) => `${resource}  ${rule}: ${reason}`),
    ),
    titled("Outputs", outputs),
    titled(
      "Secrets, known to the program as placeholders",
      plan.secrets.map(({ key, set }) => (set ? key : `${key}  ${paint("yellow", "not set")}`)),
    ),
    [paint("dim", [whatItIsNot, ...unrendered(plan)].join("\n"))],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

interface Row {
  /** The lines that lead to the resource, `│  ├─ `. */
  readonly branch: string;
  readonly resource: PlannedResource;
  /** How many resources, not components, are below it. */
  readonly holds: number;
}

function rowsOf(resources: readonly PlannedResource[]): Row[] {
  const children = Map.groupBy(resources, ({ parent }) => parent);
  const holds = ({ urn }: PlannedResource): number =>
    (children.get(urn) ?? []).reduce((sum, child) => sum + (child.custom ? 1 : 0) + holds(child), 0);
  return inTreeOrder(resources).map(({ resource, more }) => ({ branch: branchOf(more.slice(1)), resource, holds: holds(resource) }));
}

function branchOf(more: readonly boolean[]): string {
  return more.map((more, index, all) => (index < all.length - 1 ? (more ? "│  " : "   ") : more ? "├─ " : "└─ ")).join("");
}

function printed(rows: readonly Row[], paint: Paint): string[] {
  const width = Math.max(...rows.map(({ branch, resource }) => branch.length + resource.name.length));
  return rows.map(({ branch, resource, holds }) => {
    const { name, type, custom } = resource;
    const gap = " ".repeat(width - branch.length - name.length + 2);
    const marks = marksOf(resource);
    const what = custom ? shortType(type) : `${shortType(type)}, ${count(holds, "resource")}`;
    return `${paint("dim", branch)}${custom ? name : paint("bold", name)}${gap}${paint("dim", what)}${marks && `  ${paint("yellow", marks)}`}`;
  });
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function summary({ resources }: Plan): string {
  const custom = resources.filter((resource) => resource.custom);
  const kept = custom.filter(({ options }) => options.protect);
  const counts = [count(custom.length, "resource"), count(resources.length - custom.length, "component")].join(" in ");
  return kept.length > 0 ? `${counts}, ${kept.length} protected` : counts;
}

/** A chart is one resource to the engine; what is in it only Helm knows. */
function unrendered({ resources }: Plan): string[] {
  const charts = resources.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release").length;
  return charts > 0 ? [`${count(charts, "chart")} not rendered.`] : [];
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

function marksOf({ options }: PlannedResource): string {
  return [options.protect && "protected", options.retainOnDelete && "kept on delete"].filter(Boolean).join(", ");
}

function show(value: PlannedValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
