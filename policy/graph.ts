import type { AnyResource, Resource, Type } from "./resources.ts";

/** All resources of a stack, to be asked which belongs to which. */
export class Graph {
  readonly #byUrn: ReadonlyMap<string, AnyResource>;
  readonly #byType: ReadonlyMap<string, readonly AnyResource[]>;

  constructor(resources: readonly AnyResource[]) {
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    this.#byType = Map.groupBy(resources, ({ type }) => type);
  }

  all<T extends Type>(type: T): readonly Resource<T>[] {
    // Of a type's token are only resources of that type.
    return (this.#byType.get(type) ?? []) as unknown as readonly Resource<T>[];
  }

  /** Those of `type` whose `property` was made from `resource`: the policies of a bucket, the flow logs of a network. */
  having<T extends Type>(type: T, property: string & keyof Resource<T>["inputs"], resource: AnyResource): Resource<T>[] {
    return this.all(type).filter(({ propertyDependencies }) => propertyDependencies[property]?.includes(resource.urn));
  }

  /** What `property` of `resource` was made from: the subnets of a balancer, the users of a group. */
  behind<T extends Type>(resource: AnyResource, property: string, type: T): Resource<T>[] {
    const urns = resource.propertyDependencies[property] ?? [];
    return this.all(type).filter(({ urn }) => urns.includes(urn));
  }

  /** Whether anything was made from `resource`, other than what is a part of it: that names it in the property `partOf`. */
  isUsed(resource: AnyResource, partOf: string): boolean {
    return [...this.#byUrn.values()].some(({ propertyDependencies: { [partOf]: whole = [], ...others } }) =>
      Object.values(others).some((urns) => urns.includes(resource.urn) && !whole.includes(resource.urn)),
    );
  }
}
