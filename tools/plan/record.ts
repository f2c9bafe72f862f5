import type alias from "@pulumi/pulumi/proto/alias_pb.js";
import type resource from "@pulumi/pulumi/proto/resource_pb.js";
import type { PlannedAlias, PlannedOptions, PlannedResource } from "./plan.ts";
import { plannedValue, plannedValues } from "./values.ts";

/** A registration as the plan keeps it: everything the engine would be told but where in the source it stands, which every edit moves. */
export function planned(request: resource.RegisterResourceRequest, urn: string, parent: string | undefined): PlannedResource {
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    ...(parent && { parent }),
    custom: request.getCustom(),
    inputs: plannedValues(request.getObject()?.toJavaScript() ?? {}),
    dependencies: request.getDependenciesList().toSorted(),
    propertyDependencies: propertyDependencies(request),
    aliases: request.getAliasesList().map(plannedAlias),
    options: plannedOptions(request),
    outputs: {},
  };
}

function propertyDependencies(request: resource.RegisterResourceRequest): Record<string, string[]> {
  const dependencies: [string, string[]][] = [];
  request.getPropertydependenciesMap().forEach((urns, property) => {
    if (urns.getUrnsList().length > 0) dependencies.push([property, urns.getUrnsList().toSorted()]);
  });
  return Object.fromEntries(dependencies.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function plannedOptions(request: resource.RegisterResourceRequest): PlannedOptions {
  const trigger = request.getReplacementTrigger();
  return onlySet({
    ...(request.hasProtect() && { protect: request.getProtect() ?? false }),
    ...(request.hasRetainondelete() && { retainOnDelete: request.getRetainondelete() ?? false }),
    ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    hideDiffs: request.getHidediffsList(),
    customTimeouts: timeouts(request.getCustomtimeouts()),
    hooks: hooks(request.getHooks()),
    deletedWith: request.getDeletedwith(),
    replaceWith: request.getReplaceWithList(),
    ...(trigger && { replacementTrigger: plannedValue(trigger.toJavaScript()) }),
    import: request.getImportid(),
    provider: withoutId(request.getProvider()),
    providers: Object.fromEntries(
      request
        .getProvidersMap()
        .toArray()
        .map(([name, provider]) => [name, withoutId(provider)]),
    ),
    version: request.getVersion(),
    pluginDownloadUrl: request.getPlugindownloadurl(),
    envVarMappings: Object.fromEntries(request.getEnvvarmappingsMap().toArray()),
  });
}

function timeouts(message: resource.RegisterResourceRequest.CustomTimeouts | undefined): Record<string, string> {
  return onlySet({
    create: message?.getCreate() ?? "",
    update: message?.getUpdate() ?? "",
    delete: message?.getDelete() ?? "",
    read: message?.getRead() ?? "",
  });
}

function hooks(message: resource.RegisterResourceRequest.ResourceHooksBinding | undefined): Record<string, readonly string[]> {
  return onlySet({
    beforeCreate: message?.getBeforeCreateList() ?? [],
    afterCreate: message?.getAfterCreateList() ?? [],
    beforeUpdate: message?.getBeforeUpdateList() ?? [],
    afterUpdate: message?.getAfterUpdateList() ?? [],
    beforeDelete: message?.getBeforeDeleteList() ?? [],
    afterDelete: message?.getAfterDeleteList() ?? [],
    onError: message?.getOnErrorList() ?? [],
  });
}

function plannedAlias(message: alias.Alias): PlannedAlias {
  const spec = message.getSpec();
  if (!spec) return message.getUrn();
  return onlySet({
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parent: spec.getParenturn(),
    ...(spec.getNoparent() && { noParent: true as const }),
  });
}

/** A provider is named on the wire by its URN and id: the id is made up, the URN is not. */
function withoutId(provider: string): string {
  return provider.split("::").slice(0, 4).join("::");
}

/** On the wire, empty text, lists and maps mean "not set". */
function onlySet<T extends Record<string, unknown>>(options: T): Partial<T> {
  const isSet = (value: unknown) => (typeof value === "object" && value !== null ? Object.keys(value).length > 0 : value !== "");
  return Object.fromEntries(Object.entries(options).filter(([, value]) => isSet(value))) as Partial<T>;
}
