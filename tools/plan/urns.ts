import type { Entry } from "./entries.ts";
import type { Golden } from "./golden.ts";
import { type PlannedAlias, shortType, urnOf } from "./plan.ts";

/** What the engine knows a resource by. */
export interface Identity {
  readonly urn: string;
  /** What it takes for the same resource in its state: what the resource's aliases say, each under each of its parent's too. */
  readonly former: readonly string[];
}

/** The identities of a stack's resources by their short names. */
export function identities({ stack: { project }, entries }: Golden, stack: string): Map<string, Identity> {
  const known = new Map<string, Identity>();

  const identityOf = (short: string, entry: Entry): Identity => {
    const name = short.slice(shortType(entry.type).length + 1);
    const parent = entry.parent === undefined ? undefined : identify(entry.parent);
    const parentUrn = parent?.urn ?? "";
    const resolve = (alias: PlannedAlias): string =>
      typeof alias === "string"
        ? alias
        : urnOf(
            alias.project ?? project,
            alias.stack ?? stack,
            alias.noParent ? "" : alias.parent ? (identify(alias.parent)?.urn ?? alias.parent) : parentUrn,
            alias.type ?? entry.type,
            alias.name ?? name,
          );
    const urn = urnOf(project, stack, parentUrn, entry.type, name);
    const aliased = (entry.aliases ?? []).map(resolve);
    const inherited = (parent?.former ?? []).flatMap((formerParent) =>
      [urn, ...aliased].map((own) =>
        urnOf(project, stack, formerParent, typeIn(own), inheritedName(nameIn(own), nameIn(parentUrn), formerParent)),
      ),
    );
    return { urn, former: [...aliased, ...inherited] };
  };

  const identify = (short: string): Identity | undefined => {
    const entry = entries.get(short);
    const identity = known.get(short) ?? (entry && identityOf(short, entry));
    if (identity) known.set(short, identity);
    return identity;
  };

  for (const short of entries.keys()) identify(short);
  return known;
}

/** A child whose name begins with its parent's was renamed with it. */
function inheritedName(name: string, parent: string, formerParent: string): string {
  return name.startsWith(parent) ? `${nameIn(formerParent)}${name.slice(parent.length)}` : name;
}

function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Its own type, without its parents'. */
function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
