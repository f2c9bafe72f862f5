import type { Inputs } from "../resources.ts";

/** What runs pods. */
export const workloads = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"] as const;

type Workload = Inputs<(typeof workloads)[number]>;
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
