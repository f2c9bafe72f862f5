import { type Plan, PlanError, type PlannedResource } from "./plan.ts";

/** The layer of what belongs to no component: providers, and the stack itself. */
export const stackLayer = "stack";

/** The layer of every resource by URN: the first part of its outermost component's type, `network` for all that is in a `strata:network:Vpc`. */
export function layersByUrn(resources: readonly PlannedResource[]): Map<string, string> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const outermost = (resource: PlannedResource): PlannedResource => {
    const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
    return parent ? outermost(parent) : resource;
  };
  return new Map(resources.map((resource) => [resource.urn, layerOf(outermost(resource))]));
}

function layerOf({ custom, type }: PlannedResource): string {
  return custom ? stackLayer : (type.split(":")[1] ?? stackLayer);
}

/** The plan with only the resources of one layer. */
export function onlyLayer(plan: Plan, layer: string): Plan {
  const layers = layersByUrn(plan.resources);
  const known = new Set([stackLayer, ...layers.values()]);
  if (!known.has(layer))
    throw new PlanError(`There is no layer ${layer} in the plan of ${plan.stack}. Layers: ${[...known].sort().join(", ")}.`);
  return { ...plan, resources: plan.resources.filter(({ urn }) => layers.get(urn) === layer) };
}
