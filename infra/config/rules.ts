import type { AwsEnvironment } from "./environment.ts";

/** A rule across fields. `path` is the field it finds fault with; it is only asked when `path` and `tier` are right by themselves. */
export interface Rule {
  readonly path: readonly [keyof AwsEnvironment, ...string[]];
  readonly holds: (environment: AwsEnvironment) => boolean;
  /** What is allowed, and why. */
  readonly allowed: string;
}

const inProd =
  (holds: Rule["holds"]): Rule["holds"] =>
  (environment) =>
    environment.tier !== "prod" || holds(environment);

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
    holds: inProd(({ network }) => network.zones.length === 3),
    allowed: "3 zones, because prod survives the loss of one with a majority left",
  },
  {
    path: ["network", "nat"],
    holds: inProd(({ network }) => network.nat === "per-zone"),
    allowed: "per-zone, because in prod losing a zone cuts off no other",
  },
  {
    path: ["cache", "replicas"],
    holds: inProd(({ cache }) => cache.replicas >= 2),
    allowed: "2 or more, because prod keeps a copy of each shard while one is replaced",
  },
  {
    path: ["keepsData"],
    holds: inProd(({ keepsData }) => keepsData),
    allowed: "true, because prod never loses data by a deletion",
  },
];
