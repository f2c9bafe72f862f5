import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { PlannedResource, PlannedValue, PlannedValues } from "../tools/plan/plan.ts";
import { root } from "./plans.ts";

/** One way in which one property of a type of resource can be broken: a broken value of a row of mutations.yaml. */
export interface Mutation {
  readonly type: string;
  readonly property: string;
  readonly secure: PlannedValue;
  readonly broken: PlannedValue;
  readonly where: PlannedValues;
  readonly source: string;
}

interface Table {
  readonly mutations: ReadonlyArray<{
    readonly types: readonly string[];
    readonly rows: ReadonlyArray<
      Omit<Mutation, "type" | "broken" | "where"> & { readonly broken: PlannedValue[]; readonly where?: PlannedValues }
    >;
  }>;
  readonly rowsWithoutProperty: Readonly<Record<string, string>>;
}

export function readMutations(): { mutations: Mutation[]; rowsWithoutProperty: Table["rowsWithoutProperty"] } {
  const { mutations, rowsWithoutProperty } = parse(readFileSync(join(root, "test/mutations.yaml"), "utf8")) as Table;
  return {
    mutations: mutations.flatMap(({ types, rows }) =>
      types.flatMap((type) =>
        rows.flatMap(({ broken, where = {}, ...row }) => broken.map((value) => ({ ...row, type, where, broken: value }))),
      ),
    ),
    rowsWithoutProperty,
  };
}

/** Whether a mutation speaks of a resource. */
export function speaksOf({ type, where }: Mutation, resource: PlannedResource): boolean {
  return (
    resource.type === type &&
    Object.entries(where).every(([property, wanted]) => {
      const text = JSON.stringify(resource.inputs[property] ?? null);
      const pattern = patternIn(wanted);
      return pattern ? pattern.test(text.replace(/^"|"$/g, "")) : text.includes(String(wanted));
    })
  );
}

/** The resource as each place of it that is as it must be would be broken; none where no place is. A removed resource is undefined. */
export function broken(mutation: Mutation, resource: PlannedResource): (PlannedResource | undefined)[] {
  if (mutation.property === "resource") return [undefined];
  const path = mutation.property.split(/(?<!\\)\.|(?=[[{])/).map((step) => step.replaceAll("\\", ""));
  return variants(resource.inputs, path, mutation).map((inputs) => ({ ...resource, inputs: inputs as PlannedValues }));
}

type Found = PlannedValue | undefined;

/** `value` with one of the places that `path` leads to broken, for each such place. */
function variants(value: Found, path: readonly string[], mutation: Mutation): Found[] {
  const [step, ...rest] = path;
  if (step === undefined) return isSecure(value, mutation.secure) ? [mutation.broken === "absent" ? undefined : mutation.broken] : [];
  if (step === "{}") {
    if (typeof value !== "string") return [];
    return variants(JSON.parse(value) as PlannedValue, rest, mutation).map((changed) => JSON.stringify(changed));
  }
  if (step.startsWith("[")) {
    if (!Array.isArray(value)) return [];
    const [key = "", wanted] = step.slice(1, -1).split("=");
    return value.flatMap((item: PlannedValue, index) =>
      wanted !== undefined && (item as PlannedValues)[key] !== wanted
        ? []
        : variants(item, rest, mutation).map((changed) => value.with(index, changed ?? null)),
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const { [step]: held, ...others } = value as PlannedValues;
  return variants(held, rest, mutation).map((changed) => (changed === undefined ? others : { ...others, [step]: changed }));
}

function isSecure(value: Found, secure: PlannedValue): boolean {
  if (Array.isArray(secure)) return secure.some((one: PlannedValue) => isOneSecure(value, one));
  return isOneSecure(value, secure);
}

function isOneSecure(value: Found, secure: PlannedValue): boolean {
  if (secure === "absent") return value === undefined;
  if (value === undefined) return false;
  if (secure === "present") return true;
  if (secure === "empty") return Array.isArray(value) && value.length === 0;
  const [, least] = /^>= (\d+)$/.exec(String(secure)) ?? [];
  if (least) return Number(value) >= Number(least);
  const pattern = patternIn(secure);
  return pattern ? pattern.test(String(value)) : JSON.stringify(value) === JSON.stringify(secure);
}

function patternIn(value: PlannedValue): RegExp | undefined {
  const [, source] = /^\/(.+)\/$/.exec(typeof value === "string" ? value : "") ?? [];
  return source === undefined ? undefined : new RegExp(source);
}
