import type { Inputs } from "../resources.ts";

/** What keeps pods running. */
export const workloads = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"] as const;

/** Whatever makes pods. */
export const podMakers = [...workloads, "kubernetes:batch/v1:Job"] as const;

type Workload = Inputs<(typeof podMakers)[number]>;
export type Pod = NonNullable<NonNullable<NonNullable<Workload["spec"]>["template"]>["spec"]>;
export type Container = NonNullable<Pod["containers"]>[number];

export function podOf({ spec }: Workload): Pod {
  return spec?.template?.spec ?? {};
}

/** All of them, those that run first included. */
export function containersOf(inputs: Workload): Container[] {
  const { containers = [], initContainers = [] } = podOf(inputs);
  return [...containers, ...initContainers];
}

/** Those that run for as long as the pod does. */
export function lastingContainersOf(inputs: Workload): Container[] {
  const { containers = [], initContainers = [] } = podOf(inputs);
  return [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === "Always")];
}

/** Whether a budget or a network policy selects the pods of a workload. */
export function selects(object: { metadata?: Namespaced; selector?: { matchLabels?: Labels } | undefined }, workload: Workload): boolean {
  const labels = workload.spec?.template?.metadata?.labels ?? {};
  const selected = Object.entries(object.selector?.matchLabels ?? {});
  return (
    object.metadata?.namespace === workload.metadata?.namespace &&
    selected.length > 0 &&
    selected.every(([label, value]) => labels[label] === value)
  );
}

type Namespaced = { readonly namespace?: string | undefined } | undefined;
type Labels = Readonly<Record<string, string | undefined>> | undefined;
