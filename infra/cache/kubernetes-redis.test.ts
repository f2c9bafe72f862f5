import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { register } from "../../test/mocks.ts";
import { KubernetesRedis, type KubernetesRedisArgs } from "./kubernetes-redis.ts";

const args: KubernetesRedisArgs = {
  namespace: "data",
  image: `valkey/valkey:9.0.3@sha256:${"0".repeat(64)}`,
  shards: 3,
  replicas: 1,
  memoryMiB: 1024,
  tlsSecretName: "cache-tls",
  priorityClassName: "data",
  password: "canary-4711",
  operatorPassword: "canary-4712",
};
const context = { environment: "dev", account: "111122223333", region: "us-east-1", tags: {}, keepsData: false };
const labels = { "app.kubernetes.io/name": "valkey", "app.kubernetes.io/instance": "cache" };

describe("KubernetesRedis", () => {
  it("is a set of three primaries and three replicas, each with a disk of its own", async () => {
    const { spec } = (await made()).StatefulSet;
    const { replicas, serviceName, podManagementPolicy, selector, volumeClaimTemplates } = spec;
    assert.deepEqual(
      { replicas, serviceName, podManagementPolicy, selector, volumeClaimTemplates },
      {
        replicas: 6,
        serviceName: "cache-nodes",
        podManagementPolicy: "Parallel",
        selector: { matchLabels: labels },
        volumeClaimTemplates: [
          { metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } },
        ],
      },
    );
  });

  it("is not waited for before the job that makes it ready", async () => {
    const { StatefulSet, Job } = await made();
    assert.deepEqual(StatefulSet.metadata.annotations, { "pulumi.com/skipAwait": "true" });
    assert.equal(Job.spec.template.spec.restartPolicy, "OnFailure");
  });

  it("loses one pod at a time to maintenance, and is let go of when broken", async () => {
    assert.deepEqual((await made()).PodDisruptionBudget.spec, {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: labels },
    });
  });

  it("lets its clients in by their label, its own pods, and nobody else", async () => {
    const { spec } = (await made()).NetworkPolicy;
    const one = (matchLabels: object) => ({ podSelector: { matchLabels } });
    assert.deepEqual(spec.podSelector, { matchLabels: labels });
    assert.deepEqual(spec.policyTypes, ["Ingress", "Egress"]);
    assert.deepEqual(spec.ingress, [
      { from: [{ ...one({ "strata/cache-client": "true" }), namespaceSelector: {} }], ports: [{ port: 6379 }] },
      {
        from: [one(labels), one({ ...labels, "app.kubernetes.io/name": "valkey-create" })],
        ports: [{ port: 6379 }, { port: 16379 }],
      },
    ]);
  });

  it("has its nodes find each other before they are ready", async () => {
    const resources = await registered();
    const services = resources.filter(({ type }) => type === "kubernetes:core/v1:Service").map(({ inputs }) => inputs);
    assert.deepEqual(
      services.map(({ metadata, spec }) => [metadata.name, spec.clusterIP, spec.publishNotReadyAddresses]),
      [
        ["cache", undefined, undefined],
        ["cache-nodes", "None", true],
      ],
    );
  });

  it("holds passwords in a Secret alone", async () => {
    const resources = await registered();
    const told = resources.filter(({ inputs }) => JSON.stringify(inputs).includes("canary-471"));
    assert.deepEqual(
      told.map(({ type }) => type),
      ["kubernetes:core/v1:Secret"],
    );
    assert.deepEqual(Object.keys((await made()).Secret.stringData.value).sort(), ["operator", "replication.conf", "users.acl"]);
  });

  it("gives entries three quarters of a pod's memory", async () => {
    assert.match((await made()).ConfigMap.data["valkey.conf"], /^maxmemory 768mb$/m);
  });

  it("tells clients of every node", async () => {
    const nodes: string[] = [];
    await register(() => new KubernetesRedis("cache", context, args).nodes.apply((all) => nodes.push(...all)));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      nodes,
      [0, 1, 2, 3, 4, 5].map((index) => `cache-${index}.cache-nodes.data.svc:6379`),
    );
  });
});

type Inputs = pulumi.runtime.MockResourceArgs["inputs"];

async function registered() {
  const resources = await register(() => new KubernetesRedis("cache", context, { ...args, password: pulumi.secret(args.password) }));
  return resources.filter(({ type }) => type.startsWith("kubernetes:"));
}

/** The object of each kind that has the component's own name, or the one that there is. */
async function made(): Promise<Record<string, Inputs>> {
  const resources = (await registered()).toSorted((one, other) => other.name.length - one.name.length);
  return Object.fromEntries(resources.map(({ type, inputs }) => [type.slice(type.lastIndexOf(":") + 1), inputs]));
}
