import assert from "node:assert/strict";
import { creatorPod, serverPod } from "./kubernetes-pod.ts";

const args = {
  image: `valkey/valkey:9.0.3@sha256:${"0".repeat(64)}`,
  peers: ["cache-0.cache-nodes", "cache-1.cache-nodes"],
  serviceAccountName: "cache",
  configMapName: "cache",
  accessSecretName: "cache",
  tlsSecretName: "cache-tls",
};
const labels = { "app.kubernetes.io/name": "valkey" };
const server = serverPod({ ...args, labels, domain: "cache-nodes.data.svc", memoryMiB: 1024, priorityClassName: "data" });
const creator = creatorPod(args, 1);

describe("pods of Valkey", () => {
  for (const [what, pod] of [
    ["serve", server],
    ["make the cluster", creator],
  ] as const) {
    it(`that ${what} have no rights: not root, not a file to write but their disk, no capability, no account's token`, () => {
      assert.equal(pod.automountServiceAccountToken, false);
      assert.deepEqual(pod.securityContext, {
        runAsNonRoot: true,
        runAsUser: 10999,
        runAsGroup: 10999,
        fsGroup: 10999,
        seccompProfile: { type: "RuntimeDefault" },
      });
      const [container, ...others] = pod.containers as { securityContext: object; image: string; resources: { limits: object } }[];
      assert.deepEqual(others, []);
      assert.deepEqual(container?.securityContext, {
        allowPrivilegeEscalation: false,
        privileged: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      assert.equal(container?.image, args.image);
      assert.ok("memory" in (container?.resources.limits ?? {}));
    });
  }

  it("are spread over zones strictly and over hosts where there are enough", () => {
    assert.deepEqual(server.topologySpreadConstraints, [
      {
        maxSkew: 1,
        labelSelector: { matchLabels: labels },
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "DoNotSchedule",
      },
      { maxSkew: 1, labelSelector: { matchLabels: labels }, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
    ]);
  });

  it("that serve have their priority", () => assert.equal(server.priorityClassName, "data"));

  it("say that they live, and that they see most of the cluster", () => {
    const [container] = server.containers as { livenessProbe: object; readinessProbe: object; startupProbe: object }[];
    const runs = (probe: object | undefined) => (probe as { exec: { command: string[] } }).exec.command;
    assert.deepEqual(runs(container?.livenessProbe), ["/bin/sh", "/etc/valkey/alive.sh"]);
    assert.deepEqual(runs(container?.startupProbe), ["/bin/sh", "/etc/valkey/alive.sh"]);
    assert.deepEqual(runs(container?.readinessProbe), ["/bin/sh", "/etc/valkey/ready.sh"]);
  });

  it("know each other, and the one that makes the cluster how many copies a shard has", () => {
    const env = (pod: typeof server) => (pod.containers as { env: { name: string; value?: string }[] }[])[0]?.env;
    assert.deepEqual(
      env(server)?.map(({ name }) => name),
      ["PEERS", "POD_IP", "POD_NAME", "DOMAIN"],
    );
    assert.deepEqual(env(creator), [
      { name: "PEERS", value: "cache-0.cache-nodes cache-1.cache-nodes" },
      { name: "REPLICAS", value: "1" },
    ]);
  });
});
