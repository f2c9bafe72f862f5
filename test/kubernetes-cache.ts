import { KubernetesRedis } from "../infra/cache/kubernetes-redis.ts";
import { resource } from "../tools/plan/fixture/plan.ts";
import type { PlannedResource } from "../tools/plan/plan.ts";
import { plannedValues } from "../tools/plan/values.ts";
import { register } from "./mocks.ts";

/** The cache in Kubernetes as prod would have it: no stack has a cluster to put it in, so no plan shows it. */
export async function kubernetesCache(): Promise<PlannedResource[]> {
  const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };
  const registered = await register(
    () =>
      new KubernetesRedis("cache", context, {
        namespace: "data",
        image: `valkey/valkey:9.0.3@sha256:${"0".repeat(64)}`,
        shards: 3,
        replicas: 1,
        memoryMiB: 512,
        tlsSecretName: "cache-tls",
        priorityClassName: "data",
        password: "the API's",
        operatorPassword: "the pods' own",
      }),
  );
  return registered.map(({ type, name, inputs }) => resource(type, name, { inputs: plannedValues(inputs) }));
}
