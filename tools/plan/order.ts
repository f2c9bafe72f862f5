import type { PlannedResource } from "./plan.ts";

/** A resource and how deep it is in the tree of components. */
export interface Placed {
  readonly resource: PlannedResource;
  /** For each level from the top, whether there is more to come on it. */
  readonly more: readonly boolean[];
}

/** Every resource right after the one it belongs to; siblings by name, then type. */
export function inTreeOrder(resources: readonly PlannedResource[]): Placed[] {
  const children = Map.groupBy(resources, ({ parent }) => parent);
  const under = (parent: string | undefined, above: readonly boolean[]): Placed[] =>
    byName(children.get(parent) ?? []).flatMap((resource, index, all) => {
      const more = [...above, index < all.length - 1];
      return [{ resource, more }, ...under(resource.urn, more)];
    });
  return under(undefined, []);
}

function byName(resources: readonly PlannedResource[]): PlannedResource[] {
  const key = ({ name, type }: PlannedResource) => `${name} ${type}`;
  return resources.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
