import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct, { type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { answering, Refusal } from "./answering.ts";
import { computedOutputs } from "./computed.ts";
import { type PlannedResource, type PlannedValues, reference, shortName, stackType, urnOf } from "./plan.ts";
import { planned } from "./record.ts";
import { asSecret, plannedValues } from "./values.ts";

/** The features of Pulumi's engine that the plan keeps or does without harm, by the names that older SDKs ask for. */
const features: Readonly<Record<string, resource.ResourceMonitorFeature>> = {
  secrets: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  outputValues: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  aliasSpecs: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  replacementTrigger: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  deletedWith: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  transforms: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  resourceHooks: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  errorHooks: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
  invokeDependsOn: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_DEPENDS_ON,
};

/** What the monitor writes down. */
export interface Registrations {
  readonly resources: Map<string, PlannedResource>;
  outputs: PlannedValues;
}

/** Pulumi's ResourceMonitor service: writes the program's registrations into `into`, refuses by name what only an engine or a provider could answer. */
export function monitorService(project: string, stack: string, into: Registrations): IResourceMonitorServer {
  const taken = new Set<string>();
  let stackUrn = "";

  function register(request: resource.RegisterResourceRequest): resource.RegisterResourceResponse {
    const type = request.getType();
    const name = request.getName();
    const urn = urnOf(project, stack, request.getParent(), type, name);
    const response = new resource.RegisterResourceResponse().setUrn(urn);
    if (type === stackType) {
      stackUrn = urn;
      return response;
    }
    refuseWhatCannotBePlanned(request);
    const short = shortName(type, name);
    if (taken.has(short))
      throw new Refusal(`two resources are called ${short}: references in the plan would not tell them apart, so give one another name`);
    taken.add(short);

    into.resources.set(urn, planned(request, urn, request.getParent() === stackUrn ? undefined : request.getParent()));
    if (request.getCustom()) response.setId(reference(type, name, "id"));
    return response.setObject(struct.Struct.fromJavaScript(stateOf(request)));
  }

  function registerOutputs(request: resource.RegisterResourceOutputsRequest): empty.Empty {
    const outputs = plannedValues(request.getOutputs()?.toJavaScript() ?? {});
    const component = into.resources.get(request.getUrn());
    if (component) into.resources.set(component.urn, { ...component, outputs });
    else into.outputs = outputs;
    return new empty.Empty();
  }

  return {
    getDeploymentInfo: answering(() => {
      const info = new resource.DeploymentInfo().setProject(project).setStack(stack).setDryrun(true);
      return info.setSupportedfeaturesList(Object.values(features));
    }),
    supportsFeature: answering((request: resource.SupportsFeatureRequest) =>
      new resource.SupportsFeatureResponse().setHassupport(Object.hasOwn(features, request.getId())),
    ),
    registerResource: answering(register),
    registerResourceOutputs: answering(registerOutputs),
    // Hooks run during an update only; the plan keeps which resources have them.
    registerResourceHook: answering(() => new empty.Empty()),
    registerErrorHook: answering(() => new empty.Empty()),
    signalAndWaitForShutdown: answering(() => new empty.Empty()),

    invoke: answering((request: resource.ResourceInvokeRequest) =>
      refuse(`invoke ${request.getTok()}`, "take what it would look up from the configuration"),
    ),
    call: answering((request: resource.ResourceCallRequest) => refuse(`method ${request.getTok()}`, "make it a function of the program")),
    readResource: answering((request: resource.ReadResourceRequest) =>
      refuse(`reading ${request.getType()} ${request.getName()}`, "take its id from the configuration"),
    ),
    existsResource: answering((request: resource.ExistsResourceRequest) =>
      refuse(`asking whether ${request.getType()} ${request.getId()} exists`, "say so in the configuration"),
    ),
    registerPackage: answering((request: resource.RegisterPackageRequest) =>
      refuse(`package ${request.getName()} made by parameters`, "use a generated SDK"),
    ),
    registerStackTransform: answering(() => refuse("a transform", "use a plain function")),
    registerStackInvokeTransform: answering(() => refuse("an invoke's transform", "use a plain function")),
  };
}

function refuse(what: string, instead: string): never {
  throw new Refusal(`${what} has no answer in a plan, which asks no provider: ${instead}`);
}

function refuseWhatCannotBePlanned(request: resource.RegisterResourceRequest): void {
  const what = `${request.getType()} ${request.getName()}`;
  if (request.getRemote())
    throw new Refusal(`${what} is made by a plugin, so a plan cannot see what is in it: use a component of this program`);
  if (request.getTransformsList().length > 0) throw new Refusal(`${what} has transforms, which a plan does not run: use a plain function`);
}

/** What the resource will be as far as one can tell: what the program set, and references for what its provider computes. */
function stateOf(request: resource.RegisterResourceRequest): Record<string, JavaScriptValue> {
  const inputs = request.getObject()?.toJavaScript() ?? {};
  if (!request.getCustom()) return inputs;
  const secrets = new Set(request.getAdditionalsecretoutputsList());
  const computed = Object.entries(computedOutputs(request.getType(), request.getName()));
  const outputs = computed.map(([property, value]) => [property, secrets.has(property) ? asSecret(value) : value]);
  return { ...Object.fromEntries(outputs), ...inputs };
}
