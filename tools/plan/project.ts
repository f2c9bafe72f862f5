import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Document, parseDocument } from "yaml";
import { placeholder, type StackConfig } from "./placeholders.ts";
import { PlanError } from "./plan.ts";

/** A project and one of its stacks, as Pulumi's language host gives them to a program: structured values are JSON, secrets placeholders. */
export interface Project extends StackConfig {
  readonly root: string;
  readonly name: string;
  readonly stack: string;
}

export function readProject(root: string, stack: string): Project {
  const stacks = globSync("Pulumi.*.yaml", { cwd: root }).map((file) => basename(file, ".yaml").slice("Pulumi.".length));
  if (!stacks.includes(stack))
    throw new PlanError(`There is no stack ${stack}: no Pulumi.${stack}.yaml. Stacks: ${stacks.sort().join(", ")}.`);
  const name = String(readYaml(root, "Pulumi.yaml").name);
  const config = readYaml(root, `Pulumi.${stack}.yaml`).config ?? {};
  if (!isMap(config)) throw new PlanError(`Pulumi.${stack}.yaml: config must be a map of namespace:key to a value.`);
  const entries = Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `${name}:${key}`, value] as const);
  return {
    root,
    name,
    stack,
    config: Object.fromEntries(entries.map(([key, value]) => [key, wireValue(masked(value, key))])),
    secretKeys: entries
      .filter(([, value]) => holdsSecret(value))
      .map(([key]) => key)
      .sort(),
  };
}

type Map = Readonly<Record<string, unknown>>;

function readYaml(root: string, file: string): Map {
  const document = parseDocument(readFileSync(join(root, file), "utf8"));
  const [error] = document.errors;
  if (error) throw new PlanError(`${file} is not YAML: ${error.message}`);
  const value = followed(document, file) ?? {};
  if (!isMap(value)) throw new PlanError(`${file} must be a map.`);
  return value;
}

/** The value, with what its aliases refer to in their place. */
function followed(document: Document, file: string): unknown {
  try {
    const value: unknown = document.toJS();
    // An alias inside of what it refers to makes a value without an end, which JSON refuses.
    JSON.stringify(value);
    return value;
  } catch {
    throw new PlanError(`${file} has a YAML alias that cannot be followed: to nothing, to what it stands in itself, or to far too much.`);
  }
}

function wireValue(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** The value with a placeholder for every secret in it. */
function masked(value: unknown, key: string): unknown {
  if (isSecret(value)) return placeholder(key);
  if (Array.isArray(value)) return value.map((element) => masked(element, key));
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([name, of]) => [name, masked(of, key)])) : value;
}

/** One secret in a structured value makes Pulumi treat the whole of it as one. */
function holdsSecret(value: unknown): boolean {
  return isSecret(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));
}

function isSecret(value: unknown): boolean {
  return isMap(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}

function isMap(value: unknown): value is Map {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
