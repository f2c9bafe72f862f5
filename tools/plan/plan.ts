/** What the program told the recorder it wants, in an order that does not depend on timing. */
export interface Plan {
  readonly project: string;
  readonly stack: string;
  /** Sorted by URN; without the stack itself. */
  readonly resources: readonly PlannedResource[];
  /** What the stack returns. */
  readonly outputs: PlannedValues;
  /** Sorted by key. The program knows each as a placeholder only. */
  readonly secrets: readonly PlannedSecret[];
}

export interface PlannedSecret {
  /** For example `strata:cachePassword`. */
  readonly key: string;
  /** Whether the stack file has it. Where it has not, `up` will refuse the stack. */
  readonly set: boolean;
}

export interface PlannedResource {
  readonly urn: string;
  /** The type's token, for example `aws:ec2/subnet:Subnet`. */
  readonly type: string;
  readonly name: string;
  /** URN of the component or resource it belongs to; absent right under the stack. */
  readonly parent?: string;
  /** False for components. */
  readonly custom: boolean;
  readonly inputs: PlannedValues;
  /** URNs of everything it waits for. */
  readonly dependencies: readonly string[];
  /** URNs of what each input was made from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly aliases: readonly PlannedAlias[];
  /** Only what the program set. */
  readonly options: PlannedOptions;
  /** What a component registered as its outputs. */
  readonly outputs: PlannedValues;
}

export interface PlannedOptions {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly hideDiffs?: readonly string[];
  readonly customTimeouts?: Readonly<Record<string, string>>;
  readonly hooks?: Readonly<Record<string, readonly string[]>>;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  readonly replacementTrigger?: PlannedValue;
  readonly import?: string;
  /** URN of an explicit provider. */
  readonly provider?: string;
  /** URNs of explicit providers by package, on components. */
  readonly providers?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly pluginDownloadUrl?: string;
  readonly envVarMappings?: Readonly<Record<string, string>>;
}

/** An earlier URN, or how it differed from today's. */
export type PlannedAlias =
  | string
  | Readonly<Partial<Record<"name" | "type" | "stack" | "project" | "parent", string>> & { noParent?: true }>;

/** A value of an input: JSON, with secrets masked and unknown values marked (see values.ts). */
export type PlannedValue = string | number | boolean | null | readonly PlannedValue[] | PlannedValues;
export interface PlannedValues {
  readonly [key: string]: PlannedValue;
}

/** Why there is no plan, in words for who asked for it. */
export class PlanError extends Error {}

/** `ec2.Subnet` for `aws:ec2/subnet:Subnet`, `network.Vpc` for our own `strata:network:Vpc`, `providers.aws` for `pulumi:providers:aws`. */
export function shortType(type: string): string {
  const [, module = "", name = ""] = type.split(":");
  return `${module.replace(/\/[^/]*$/, "")}.${name}`;
}

/** How a plan names a resource: `ec2.Subnet/network-data-a`. No two of a plan have the same name. */
export function shortName(type: string, name: string): string {
  return `${shortType(type)}/${name}`;
}

/** How values name what a provider would compute: `<ec2.Subnet/network-data-a.id>`. */
export function reference(type: string, name: string, property: string): string {
  return `<${shortName(type, name)}.${property}>`;
}

export function urnOf(project: string, stack: string, parent: string, type: string, name: string): string {
  const parentType = parent.split("::")[2] ?? "";
  const chain = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

export const stackType = "pulumi:pulumi:Stack";
