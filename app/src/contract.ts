/**
 * What others rely on by name: the infrastructure program, dashboards, load balancer rules. Constants only, no imports, so that the
 * program can read them without loading the API.
 */

export const ports = { http: 8080, admin: 9464 } as const;

export const roles = ["api", "worker", "relay", "migrate"] as const;
export type Role = (typeof roles)[number];

/** Each is its own deployment in the cloud; one process may serve several. */
export const services = ["users", "catalog"] as const;
export type Service = (typeof services)[number];

export const environments = ["local", "dev", "staging", "prod"] as const;
export type AppEnvironment = (typeof environments)[number];

/** Variables that carry secrets: in the cloud they come only as `X_FILE`. */
export const secretVariables = ["MONGODB_URI", "REDIS_PASSWORD", "CURSOR_KEY"] as const;

/** What the API's keys in Redis begin with, and where its instances tell each other what is invalid: its user there may touch nothing else. */
export const redis = { keyPrefix: "strata:", busChannel: "strata:bus" } as const;

export const probes = { live: "/livez", ready: "/readyz", metrics: "/metrics" } as const;

/** Exit code for bad configuration (EX_CONFIG of sysexits.h). */
export const exitBadConfiguration = 78;

/** Metric name to its labels. Names and labels are what dashboards and alerts query. */
export const metrics = {
  http_requests_total: ["app_service", "method", "route", "code"],
  http_request_duration_seconds: ["app_service", "route", "cache"],
  http_requests_in_flight: [],
  http_requests_shed_total: ["reason"],
  cache_requests_total: ["cache_namespace", "tier", "result"],
  cache_bytes: ["tier"],
  cache_entries: ["tier"],
  cache_invalidations_total: ["result"],
  cache_bus_gaps_total: [],
  cache_loads_total: ["cache_namespace", "result"],
  mongodb_pool_connections: ["state"],
  mongodb_operation_duration_seconds: ["operation", "collection"],
  redis_command_duration_seconds: ["command"],
  outbox_pending: [],
  outbox_oldest_age_seconds: [],
  nodejs_eventloop_lag_seconds: [],
} as const;

/** What a role lets a user do, beyond what is theirs. `admin` holds every permission. */
export const roleGrants = {
  admin: ["*"],
  "catalog-manager": ["catalog:write"],
  analyst: ["analytics:read"],
  support: ["orders:admin", "users:admin"],
} as const;
export type UserRole = keyof typeof roleGrants;
