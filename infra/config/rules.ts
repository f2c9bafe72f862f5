import { blockOf } from "../core/zones.ts";
import type { AwsEnvironment } from "./environment.ts";
import { hasZones, zoneLetters } from "./regions.ts";

const zonesOfProd = 3;

type Path = readonly [keyof AwsEnvironment, ...string[]];

/** A rule across fields. It is only asked when all that it looks at is right by itself: `path`, the tier, and what `beside` names. */
export interface Rule {
  /** The field that it finds fault with. */
  readonly path: Path;
  /** @default none */
  readonly beside?: readonly Path[];
  readonly holds: (environment: AwsEnvironment) => boolean;
  /** What is allowed, and why. */
  readonly allowed: string | ((environment: AwsEnvironment) => string);
}

const inProd =
  (holds: Rule["holds"]): Rule["holds"] =>
  (environment) =>
    environment.tier !== "prod" || holds(environment);

function ofLetters(region: string): string {
  const letters = zoneLetters(region);
  return letters ? ` of ${letters.join(", ")}` : "";
}

export const rules: readonly Rule[] = [
  {
    path: ["security", "logDays"],
    holds: inProd(({ security }) => security.logDays >= 365),
    allowed: "365 or more, because an intrusion is often found only months later",
  },
  {
    path: ["security", "backup", "days"],
    holds: inProd(({ security }) => security.backup.days >= 7),
    allowed: "7 or more, because a loss may be noticed only after a week",
  },
  {
    path: ["security", "audit", "days"],
    holds: inProd(({ security }) => security.audit.days >= 365),
    allowed: "365 or more, because audits ask for a year",
  },
  {
    path: ["network", "zones"],
    beside: [["region"]],
    holds: inProd(({ region, network }) => network.zones.length === zonesOfProd || !hasZones(region, zonesOfProd)),
    allowed: ({ region }) => `${zonesOfProd} zones${ofLetters(region)}, because prod survives the loss of one with a majority left`,
  },
  {
    path: ["region"],
    beside: [["network", "zones"]],
    holds: ({ tier, region, network }) => hasZones(region, tier === "prod" ? zonesOfProd : network.zones.length),
    allowed: "another region: an account may have only 2 zones there, which is enough for dev, with network.zones naming them",
  },
  {
    path: ["network", "zones"],
    beside: [["region"]],
    holds: ({ tier, region, network }) =>
      (tier === "prod" && network.zones.length !== zonesOfProd) ||
      network.zones.every((zone) => zoneLetters(region)?.includes(zone) ?? true),
    allowed: ({ region }) => `letters${ofLetters(region)}, which ${region} has`,
  },
  {
    path: ["network", "zones"],
    holds: ({ network }) => new Set(network.zones.map(blockOf)).size === network.zones.length,
    allowed: "zones with addresses of their own: a and e share theirs, as do b and f",
  },
  {
    path: ["network", "nat"],
    holds: inProd(({ network }) => network.nat === "per-zone"),
    allowed: "per-zone, because in prod losing a zone cuts off no other",
  },
  {
    path: ["cluster", "endpoint", "private"],
    beside: [["cluster", "endpoint", "publicCidrs"]],
    holds: ({ cluster }) => cluster.endpoint.private || cluster.endpoint.publicCidrs.length > 0,
    allowed: "true, or somebody in cluster.endpoint.publicCidrs, because nobody would reach the cluster",
  },
  {
    path: ["cluster", "endpoint", "private"],
    holds: inProd(({ cluster }) => cluster.endpoint.private),
    allowed: "true, because in prod nodes do not leave the network to reach the cluster",
  },
  {
    path: ["cluster", "system", "nodes"],
    holds: inProd(({ cluster }) => cluster.system.nodes >= 3),
    allowed: "3 or more, because prod keeps a node of the system in every zone",
  },
  {
    path: ["cache", "replicas"],
    holds: inProd(({ cache }) => cache.replicas >= 2),
    allowed: "2 or more, because prod keeps a copy of each shard while one is replaced",
  },
  {
    path: ["cache", "kind"],
    holds: ({ cache }) => cache.kind === "elasticache",
    allowed: "elasticache, because this version has no cluster yet that could run the other",
  },
  {
    path: ["cache", "nodeType"],
    beside: [["cache", "scaling"]],
    holds: ({ cache }) => !cache.scaling.enabled || !/^cache\.t\d/.test(cache.nodeType),
    allowed: "a type that is not burstable, such as cache.r7g.large, because ElastiCache scales no others",
  },
  {
    path: ["cache", "scaling", "maxShards"],
    beside: [["cache", "shards"]],
    holds: ({ cache }) => !cache.scaling.enabled || cache.scaling.maxShards > cache.shards,
    allowed: ({ cache }) => `more than the ${cache.shards} that cache.shards says, or scaling has nothing to do`,
  },
  {
    path: ["cache", "gateway", "replicas"],
    holds: inProd(({ cache }) => cache.gateway.replicas >= 1),
    allowed: "1 or more, because in prod losing a zone does not switch off rate limits",
  },
  {
    path: ["keepsData"],
    holds: inProd(({ keepsData }) => keepsData),
    allowed: "true, because prod never loses data by a deletion",
  },
];
