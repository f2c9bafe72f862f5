import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { folders, ports } from "./kubernetes-files.ts";

type PodSpec = kubernetes.types.input.core.v1.PodSpec;
type Container = kubernetes.types.input.core.v1.Container;
type EnvVar = kubernetes.types.input.core.v1.EnvVar;

/** What the pods that serve and the one that makes the cluster have in common. */
export interface PodArgs {
  /** Valkey's image by digest, such as `valkey/valkey:9.0.3@sha256:...`. */
  readonly image: string;
  /** The names of all serving pods, in their order. */
  readonly peers: readonly string[];
  readonly serviceAccountName: pulumi.Input<string>;
  /** Names of the objects that the folders are filled from. */
  readonly configMapName: pulumi.Input<string>;
  readonly accessSecretName: pulumi.Input<string>;
  readonly tlsSecretName: pulumi.Input<string>;
}

export interface ServerArgs extends PodArgs {
  readonly labels: Readonly<Record<string, string>>;
  /** What comes after a pod's name in the name of its host. */
  readonly domain: pulumi.Input<string>;
  readonly memoryMiB: number;
  readonly priorityClassName: string;
}

/** A node of the cluster: spread over zones as evenly as they allow, over hosts where there are enough. */
export function serverPod(args: ServerArgs): PodSpec {
  const spread = { maxSkew: 1, labelSelector: { matchLabels: args.labels } };
  return {
    ...pod(args),
    priorityClassName: args.priorityClassName,
    // Time for a failover before it ends.
    terminationGracePeriodSeconds: 60,
    topologySpreadConstraints: [
      { ...spread, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" },
      { ...spread, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
    ],
    containers: [
      {
        ...container("valkey", "start.sh", args, [
          field("POD_IP", "status.podIP"),
          field("POD_NAME", "metadata.name"),
          { name: "DOMAIN", value: args.domain },
        ]),
        ports: [
          { name: "redis", containerPort: ports.clients },
          { name: "bus", containerPort: ports.bus },
        ],
        resources: resources("100m", args.memoryMiB),
        startupProbe: { ...script("alive.sh"), periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 60 },
        livenessProbe: { ...script("alive.sh"), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
        readinessProbe: { ...script("ready.sh"), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 2 },
        volumeMounts: [...mounts, { name: "data", mountPath: folders.data }],
      },
    ],
  };
}

/** The pod that makes the cluster and ends. `replicas`: copies of each shard. */
export function creatorPod(args: PodArgs, replicas: number): PodSpec {
  return {
    ...pod(args),
    restartPolicy: "OnFailure",
    containers: [
      { ...container("create", "create.sh", args, [{ name: "REPLICAS", value: String(replicas) }]), resources: resources("50m", 64) },
    ],
  };
}

function pod({ serviceAccountName, configMapName, accessSecretName, tlsSecretName }: PodArgs): Omit<PodSpec, "containers"> {
  // Any id over 10000: no user of the host has it.
  const id = 10999;
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, runAsUser: id, runAsGroup: id, fsGroup: id, seccompProfile: { type: "RuntimeDefault" } },
    volumes: [
      { name: "settings", configMap: { name: configMapName } },
      { name: "access", secret: { secretName: accessSecretName, defaultMode: 0o440 } },
      { name: "tls", secret: { secretName: tlsSecretName, defaultMode: 0o440 } },
    ],
  };
}

const mounts = (["settings", "access", "tls"] as const).map((name) => ({ name, mountPath: folders[name], readOnly: true }));

function container(name: string, file: string, { image, peers }: PodArgs, env: readonly EnvVar[]): Container {
  return {
    name,
    image,
    command: ["/bin/sh", `${folders.settings}/${file}`],
    env: [{ name: "PEERS", value: peers.join(" ") }, ...env],
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: mounts,
  };
}

/** Memory is asked for as it is limited: a cache that is full stays. */
function resources(cpu: string, memoryMiB: number) {
  const memory = `${memoryMiB}Mi`;
  return { requests: { cpu, memory }, limits: { memory } };
}

function script(file: string) {
  return { exec: { command: ["/bin/sh", `${folders.settings}/${file}`] } };
}

function field(name: string, fieldPath: string): EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
