import { type Plan, type PlannedAlias, type PlannedOptions, type PlannedResource, type PlannedValue, shortName } from "./plan.ts";

/**
 * A resource as a golden file shows it: all that the engine would be told, without what follows from the rest of the plan. What it refers to has
 * its short name, `kms.Key/cache-key`.
 */
export interface Entry {
  readonly type: string;
  /** Absent right under the stack. */
  readonly parent?: string;
  readonly aliases?: readonly PlannedAlias[];
  /** Without the provider and version that most resources of the package have: the stack's entry states those. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What it waits for beside what its inputs are made from. */
  readonly dependsOn?: readonly string[];
  /** What an input is made from, where that is not just what its references name. */
  readonly inputsFrom?: Readonly<Record<string, readonly string[]>>;
  readonly inputs?: Readonly<Record<string, PlannedValue>>;
  readonly outputs?: Readonly<Record<string, PlannedValue>>;
}

/** What stands once for all resources of a package. */
export interface Usual {
  readonly provider?: string;
  readonly version?: string;
}

/** Short names by URN. */
export function shortNames({ resources }: Plan): Map<string, string> {
  return new Map(resources.map(({ urn, type, name }) => [urn, shortName(type, name)]));
}

/** The provider and version that most resources of each package have. */
export function usualProviders(plan: Plan): Map<string, Usual> {
  const names = shortNames(plan);
  const custom = plan.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  const packages = Map.groupBy(custom, packageOf);
  return new Map([...packages].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, all]) => [name, commonest(all, names)]));
}

function commonest(resources: readonly PlannedResource[], names: ReadonlyMap<string, string>): Usual {
  const counted = Map.groupBy(resources, ({ options }) => JSON.stringify(providerOf(options, names)));
  const [[most] = ["{}"]] = [...counted].sort(([one, its], [other, others]) => others.length - its.length || (one < other ? -1 : 1));
  return JSON.parse(most) as Usual;
}

function providerOf({ provider, version }: PlannedOptions, names: ReadonlyMap<string, string>): Usual {
  return { ...(provider && { provider: names.get(provider) ?? provider }), ...(version && { version }) };
}

function packageOf({ type }: PlannedResource): string {
  return type.split(":")[0] ?? "";
}

export function entryOf(resource: PlannedResource, names: ReadonlyMap<string, string>, usual: ReadonlyMap<string, Usual>): Entry {
  const short = (urn: string) => names.get(urn) ?? urn;
  const { aliases, dependencies, propertyDependencies, inputs, outputs } = resource;
  const implied = new Set(Object.values(propertyDependencies).flat());
  return withoutEmpty({
    type: resource.type,
    ...(resource.parent && { parent: short(resource.parent) }),
    aliases: aliases.map((alias) => (typeof alias === "string" || !alias.parent ? alias : { ...alias, parent: short(alias.parent) })),
    options: shownOptions(resource, names, usual),
    dependsOn: dependencies.filter((urn) => !implied.has(urn)).map(short),
    inputsFrom: Object.fromEntries(
      Object.keys({ ...inputs, ...propertyDependencies })
        .map((property) => [property, (propertyDependencies[property] ?? []).map(short)] as const)
        .filter(([property, from]) => !sameMembers(from, mentions(inputs[property]))),
    ),
    inputs,
    outputs,
  });
}

function shownOptions(resource: PlannedResource, names: ReadonlyMap<string, string>, usual: ReadonlyMap<string, Usual>) {
  const short = (urn: string) => names.get(urn) ?? urn;
  const { provider, version, providers = {}, deletedWith, replaceWith, ...rest } = resource.options;
  const common = usual.get(packageOf(resource));
  const own = providerOf(resource.options, names);
  const explicit = Object.entries(providers).map(([name, urn]) => [name, short(urn)] as const);
  return {
    ...rest,
    ...(deletedWith && { deletedWith: short(deletedWith) }),
    ...(replaceWith && { replaceWith: replaceWith.map(short) }),
    ...(own.provider !== common?.provider && { provider: own.provider ?? "the default one" }),
    ...(own.version !== common?.version && { version: own.version ?? "the newest" }),
    ...withoutEmpty({ providers: Object.fromEntries(explicit.filter(([name, of]) => of !== usual.get(name)?.provider)) }),
  };
}

/** The short names in a value's references, for example `kms.Key/cache-key` in `<kms.Key/cache-key.arn>`. */
export function mentions(value: PlannedValue | undefined): string[] {
  const found = JSON.stringify(value ?? null).matchAll(/<([^<>"]+\/[^<>"]+)\.\w+>/g);
  return [...new Set([...found].map(([, name = ""]) => name))];
}

function sameMembers(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((member) => others.includes(member));
}

function withoutEmpty<T extends object>(record: T): T {
  const empty = (value: unknown) => value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !empty(value))) as T;
}
