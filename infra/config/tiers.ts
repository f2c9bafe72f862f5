import type { AwsEnvironment, LocalEnvironment, Tier } from "./environment.ts";
import { interfaceEndpointServices } from "./interface-endpoints.ts";
import { versions } from "./versions.ts";

/** Some of an environment's fields, some of its groups' fields. */
export type Differences<T> = {
  readonly [K in keyof T]?: T[K] extends readonly unknown[] ? T[K] : T[K] extends object ? Differences<T[K]> : T[K];
};

/** What an environment of each tier is unless its stack file says otherwise. */
export const tierDefaults: Readonly<Record<Exclude<Tier, "local">, Differences<AwsEnvironment>>> & {
  readonly local: Differences<LocalEnvironment>;
} = {
  local: {},
  dev: {
    keepsData: false,
    tags: {},
    security: {
      logDays: 7,
      backup: { mode: "governance", days: 1 },
      audit: { mode: "governance", days: 1 },
      trail: { enabled: false },
    },
    edge: {},
    network: {
      cidr: "10.10.0.0/16",
      zones: ["a", "b"],
      nat: "single",
      interfaceEndpoints: { enabled: false, services: [...interfaceEndpointServices] },
      flowLogs: "s3",
      encryptionMonitor: { enabled: false },
    },
    cluster: {
      version: versions.kubernetes,
      endpoint: { private: true, publicCidrs: [] },
      admins: [],
      diskGibibytes: 40,
      system: { instanceTypes: ["t4g.large", "m6g.large"], nodes: 2 },
      data: { instanceTypes: ["t4g.large", "m6g.large"], nodesPerZone: 1 },
    },
    cache: {
      kind: "elasticache",
      shards: 3,
      replicas: 0,
      nodeType: "cache.t4g.micro",
      engineVersion: versions.valkey,
      scaling: { enabled: false, maxShards: 6 },
      gateway: { replicas: 0, nodeType: "cache.t4g.micro" },
    },
  },
  staging: {
    keepsData: true,
    tags: {},
    security: {
      logDays: 90,
      backup: { mode: "governance", days: 7 },
      audit: { mode: "governance", days: 30 },
      trail: { enabled: false },
    },
    edge: {},
    network: {
      cidr: "10.20.0.0/16",
      zones: ["a", "b", "c"],
      nat: "per-zone",
      interfaceEndpoints: { enabled: true, services: [...interfaceEndpointServices] },
      flowLogs: "s3",
      encryptionMonitor: { enabled: true },
    },
    cluster: {
      version: versions.kubernetes,
      endpoint: { private: true, publicCidrs: [] },
      admins: [],
      diskGibibytes: 100,
      system: { instanceTypes: ["m7g.large", "m6g.large"], nodes: 3 },
      data: { instanceTypes: ["r7g.large", "r6g.large"], nodesPerZone: 3 },
    },
    cache: {
      kind: "elasticache",
      shards: 3,
      replicas: 1,
      nodeType: "cache.t4g.medium",
      engineVersion: versions.valkey,
      scaling: { enabled: false, maxShards: 6 },
      gateway: { replicas: 1, nodeType: "cache.t4g.small" },
    },
  },
  prod: {
    keepsData: true,
    tags: {},
    security: {
      logDays: 365,
      backup: { mode: "governance", days: 35 },
      audit: { mode: "governance", days: 365 },
      trail: { enabled: true },
    },
    edge: {},
    network: {
      cidr: "10.30.0.0/16",
      zones: ["a", "b", "c"],
      nat: "per-zone",
      interfaceEndpoints: { enabled: true, services: [...interfaceEndpointServices] },
      flowLogs: "s3",
      encryptionMonitor: { enabled: true },
    },
    cluster: {
      version: versions.kubernetes,
      endpoint: { private: true, publicCidrs: [] },
      admins: [],
      diskGibibytes: 100,
      system: { instanceTypes: ["m7g.large", "m6g.large"], nodes: 3 },
      data: { instanceTypes: ["r7g.xlarge", "r6g.xlarge"], nodesPerZone: 3 },
    },
    cache: {
      kind: "elasticache",
      shards: 3,
      replicas: 2,
      nodeType: "cache.r7g.large",
      engineVersion: versions.valkey,
      scaling: { enabled: false, maxShards: 6 },
      gateway: { replicas: 1, nodeType: "cache.t4g.small" },
    },
  },
};
