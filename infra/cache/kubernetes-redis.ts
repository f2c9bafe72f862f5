import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { ports, replicationFile, scripts, settings, usersFile } from "./kubernetes-files.ts";
import { creatorPod, serverPod } from "./kubernetes-pod.ts";

export interface KubernetesRedisArgs {
  readonly namespace: pulumi.Input<string>;
  /** Valkey's official image, 9.0 or later, by digest. */
  readonly image: string;
  /** Shards of the 16,384 hash slots, at least 3. Each takes `1 + replicas` pods. */
  readonly shards: number;
  readonly replicas: number;
  /** Memory of each pod; entries get three quarters of it. */
  readonly memoryMiB: number;
  /** @default the cluster's own */
  readonly storageClassName?: string;
  /**
   * A Secret with `tls.crt`, `tls.key` and `ca.crt`, as cert-manager makes it. The certificate names `<name>`, `*.<name>-nodes`, both with
   * `.<namespace>.svc` behind them.
   */
  readonly tlsSecretName: string;
  /** A PriorityClass of the cluster: it decides whose pods go first where there is no room for all. */
  readonly priorityClassName: string;
  /** Of the API's user. */
  readonly password: pulumi.Input<string>;
  /** Of the user that the pods have among themselves. */
  readonly operatorPassword: pulumi.Input<string>;
}

/**
 * The second cache tier in the environment's own cluster: Valkey in cluster mode as a StatefulSet, over TLS. For what is not AWS, and for the
 * smallest budgets: it costs what its pods take. Limits: the number of shards is settled when it is made, no shard is moved afterwards; a
 * primary and its replica may come to lie in one zone.
 */
export class KubernetesRedis extends Component {
  /** `host:port` of every node, to begin with; a client learns the rest from any of them. */
  readonly nodes: pulumi.Output<string[]>;
  /** The label that lets a pod of the namespace in. */
  readonly clientLabel: Readonly<Record<string, string>>;

  constructor(name: string, context: Context, args: KubernetesRedisArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cache:KubernetesRedis", name, opts);
    const { namespace } = args;
    const child = { parent: this };
    const labels = { "app.kubernetes.io/name": "valkey", "app.kubernetes.io/instance": name };
    const headless = `${name}-nodes`;
    const metadata = (objectName: string) => ({ name: objectName, namespace, labels });
    const count = args.shards * (1 + args.replicas);
    const peers = Array.from({ length: count }, (_, index) => `${name}-${index}.${headless}`);
    this.clientLabel = { [`strata/${name}-client`]: "true" };
    const creator = { "app.kubernetes.io/name": "valkey-create", "app.kubernetes.io/instance": name };

    const account = new kubernetes.core.v1.ServiceAccount(name, { metadata: metadata(name), automountServiceAccountToken: false }, child);
    const files = new kubernetes.core.v1.ConfigMap(
      name,
      { metadata: metadata(name), data: { ...scripts, "valkey.conf": settings(Math.floor(args.memoryMiB * 0.75)) } },
      child,
    );
    const access = new kubernetes.core.v1.Secret(name, { metadata: metadata(name), stringData: accessFiles(args) }, child);

    const select = (objectName: string, spec: kubernetes.types.input.core.v1.ServiceSpec) =>
      new kubernetes.core.v1.Service(
        objectName,
        {
          metadata: metadata(objectName),
          spec: { ...spec, selector: labels, ports: [{ name: "tcp-redis", port: ports.clients, targetPort: "redis" }] },
        },
        child,
      );
    select(name, {});
    // Nodes find each other before they are ready: only together they can become it.
    select(headless, { clusterIP: "None", publishNotReadyAddresses: true });
    new kubernetes.networking.v1.NetworkPolicy(
      name,
      { metadata: metadata(name), spec: neighbours({ nodes: labels, creator, clients: this.clientLabel }) },
      child,
    );
    new kubernetes.networking.v1.NetworkPolicy(
      `${name}-create`,
      {
        metadata: metadata(`${name}-create`),
        spec: { podSelector: { matchLabels: creator }, policyTypes: ["Egress"], egress: ways(labels) },
      },
      child,
    );
    new kubernetes.policy.v1.PodDisruptionBudget(
      name,
      {
        metadata: metadata(name),
        spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow", selector: { matchLabels: labels } },
      },
      child,
    );

    const of = {
      image: args.image,
      peers,
      serviceAccountName: account.metadata.name,
      configMapName: files.metadata.name,
      accessSecretName: access.metadata.name,
      tlsSecretName: args.tlsSecretName,
    };
    const domain = pulumi.interpolate`${headless}.${namespace}.svc`;
    const servers = new kubernetes.apps.v1.StatefulSet(
      name,
      {
        // Its pods become ready when the cluster is made, which is what comes after it.
        metadata: { ...metadata(name), annotations: { "pulumi.com/skipAwait": "true" } },
        spec: {
          serviceName: headless,
          replicas: count,
          podManagementPolicy: "Parallel",
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: serverPod({ ...of, labels, domain, memoryMiB: args.memoryMiB, priorityClassName: args.priorityClassName }),
          },
          volumeClaimTemplates: [claim(args.storageClassName)],
          persistentVolumeClaimRetentionPolicy: { whenDeleted: context.keepsData ? "Retain" : "Delete", whenScaled: "Retain" },
        },
      },
      { ...child, protect: context.keepsData },
    );
    new kubernetes.batch.v1.Job(
      `${name}-create`,
      {
        metadata: metadata(`${name}-create`),
        spec: { backoffLimit: 10, template: { metadata: { labels: creator }, spec: creatorPod(of, args.replicas) } },
      },
      { ...child, dependsOn: [servers], deleteBeforeReplace: true },
    );

    this.nodes = pulumi.output(namespace).apply((space) => peers.map((peer) => `${peer}.${space}.svc:${ports.clients}`));
    this.registerOutputs({ nodes: this.nodes });
  }
}

type Labels = Readonly<Record<string, string>>;
type Egress = kubernetes.types.input.networking.v1.NetworkPolicyEgressRule;

/** Clients reach the port for clients, from any namespace; the nodes each other and the one that makes the cluster them; nobody else. */
function neighbours(pods: Record<"nodes" | "creator" | "clients", Labels>): kubernetes.types.input.networking.v1.NetworkPolicySpec {
  const one = (matchLabels: Labels) => ({ podSelector: { matchLabels } });
  return {
    ...one(pods.nodes),
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      { from: [{ ...one(pods.clients), namespaceSelector: {} }], ports: [{ port: ports.clients }] },
      { from: [one(pods.nodes), one(pods.creator)], ports: [{ port: ports.clients }, { port: ports.bus }] },
    ],
    egress: ways(pods.nodes),
  };
}

/** To the nodes, and to names. */
function ways(nodes: Labels): Egress[] {
  return [
    { to: [{ podSelector: { matchLabels: nodes } }], ports: [{ port: ports.clients }, { port: ports.bus }] },
    {
      to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
      ports: [
        { port: 53, protocol: "UDP" },
        { port: 53, protocol: "TCP" },
      ],
    },
  ];
}

function accessFiles({ password, operatorPassword }: KubernetesRedisArgs) {
  return pulumi.secret(pulumi.all([password, operatorPassword])).apply(([api, operator]) => ({
    "users.acl": usersFile(api, operator),
    "replication.conf": replicationFile(operator),
    operator,
  }));
}

/** Where a node keeps which one it is. */
function claim(storageClassName?: string): kubernetes.types.input.core.v1.PersistentVolumeClaim {
  return {
    metadata: { name: "data" },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "1Gi" } },
      ...(storageClassName !== undefined && { storageClassName }),
    },
  };
}
