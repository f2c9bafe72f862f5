import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { metrics as contract } from "../contract.ts";

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const help = {
  http_requests_total: "Requests answered",
  http_request_duration_seconds: "Time from request to the answer's end",
  http_requests_in_flight: "Requests being answered",
  http_requests_shed_total: "Requests turned away to keep the others going",
  cache_requests_total: "Look-ups by tier and result",
  cache_bytes: "Bytes held by the tier in this process",
  cache_entries: "Entries held by the tier in this process",
  cache_invalidations_total: "Invalidations by result: landed, or pending when not landed within a second",
  cache_bus_gaps_total: "Times invalidation messages of another instance were found missing",
  cache_loads_total: "Loads from the database by result",
  mongodb_pool_connections: "Connections of the pool by state",
  mongodb_operation_duration_seconds: "Time of commands as the driver saw them",
  redis_command_duration_seconds: "Time of commands as the cache saw them",
  outbox_pending: "Outbox rows not yet published, as the active relay last saw",
  outbox_oldest_age_seconds: "Age of the oldest row not yet published, as the active relay last saw",
} as const;

type Name = keyof typeof help;
type Label<N extends Name> = (typeof contract)[N][number] & string;

/** Sizes that are read when somebody scrapes. */
export interface CacheSizes {
  readonly bytes: number;
  readonly entries: number;
}

/** The metrics of one process. No global registry: several instances live in one test process. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const shared = <N extends Name>(name: N) => ({
    name,
    help: help[name],
    labelNames: [...contract[name]] as Label<N>[],
    registers: [registry],
  });
  const histogram = <N extends Name>(name: N) => new Histogram<Label<N>>({ ...shared(name), buckets: seconds });

  return {
    registry,
    httpRequests: new Counter(shared("http_requests_total")),
    httpDuration: histogram("http_request_duration_seconds"),
    httpInFlight: new Gauge(shared("http_requests_in_flight")),
    httpShed: new Counter(shared("http_requests_shed_total")),
    cacheRequests: new Counter(shared("cache_requests_total")),
    cacheInvalidations: new Counter(shared("cache_invalidations_total")),
    cacheBusGaps: new Counter(shared("cache_bus_gaps_total")),
    cacheLoads: new Counter(shared("cache_loads_total")),
    mongodbPool: new Gauge(shared("mongodb_pool_connections")),
    mongodbDuration: histogram("mongodb_operation_duration_seconds"),
    redisDuration: histogram("redis_command_duration_seconds"),
    outboxPending: new Gauge(shared("outbox_pending")),
    outboxOldestAge: new Gauge(shared("outbox_oldest_age_seconds")),
    watchL1(sizes: () => CacheSizes): void {
      for (const [name, pick] of [
        ["cache_bytes", "bytes"],
        ["cache_entries", "entries"],
      ] as const) {
        new Gauge({
          ...shared(name),
          collect() {
            this.set({ tier: "l1" }, sizes()[pick]);
          },
        });
      }
    },
  };
}
