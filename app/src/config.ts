import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { getCACertificates } from "node:tls";
import { z } from "zod";
import { certificateChecks, crossChecks, readableUri, servesApi } from "./config-rules.ts";
import { type AppEnvironment, environments, ports, type Role, roles, type Service, secretVariables, services } from "./contract.ts";

/** Everything the process is told from outside, parsed once and frozen. */
export interface Config {
  readonly roles: readonly Role[];
  readonly services: readonly Service[];
  readonly environment: AppEnvironment;
  readonly instanceId: string;
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  /** Certificate and key in PEM; absent: plain HTTP, for use behind a proxy of the same machine or mesh. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Authorities trusted for outgoing connections, in PEM, beside the system's own. */
  readonly ca: string | undefined;
  readonly mongodb: { readonly uri: string; readonly poolSize: number };
  readonly redis: RedisConfig | undefined;
  /** Absent where no API is served. */
  readonly tokens: TokenConfig | undefined;
  readonly cursorKey: { readonly value: string; readonly derived: boolean };
  readonly corsOrigins: readonly string[];
  readonly cache: { readonly l1Bytes: number; readonly stalenessMs: number };
  readonly shutdownGraceMs: number;
  readonly logLevel: LogLevel;
}

export interface RedisConfig {
  /** `host:port`, an IPv6 host in brackets. */
  readonly node: string;
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

export interface TokenConfig {
  readonly jwksUri: string;
  readonly issuer: string;
  /** `standard`: what `aud` must contain. */
  readonly audience: string | undefined;
  readonly profile: "standard" | "cognito";
  /** `cognito`: which `client_id`s are ours. */
  readonly clientIds: readonly string[];
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

/** One thing that is wrong, under the variable that has to change. */
export interface Problem {
  readonly variable: string;
  readonly message: string;
}

/** Bad configuration: every problem at once. */
export class ConfigurationError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(["The configuration has problems:", ...problems.map(({ variable, message }) => `  ${variable}: ${message}`)].join("\n"));
    this.name = "ConfigurationError";
    this.problems = problems;
  }
}

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const list = z.string().transform((value) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);
const integer = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`));
const listOf = <T extends string>(allowed: readonly T[], everything: string) =>
  list.pipe(
    z
      .array(
        z.enum(
          [...allowed, everything] as unknown as [string, ...string[]],
          `must be a comma list of ${allowed.join(", ")}, or ${everything}`,
        ),
      )
      .min(1),
  );
const hostPort = z
  .string()
  .regex(/^([\w.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/i, "must be host:port, for example 127.0.0.1:6379")
  .refine((node) => Number(node.slice(node.lastIndexOf(":") + 1)) <= 65_535, "must have a port of at most 65535");
const webUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

/** Each variable by itself; what it means is in docs/reference/contract.md. Empty counts as absent. */
const variables = {
  ROLE: listOf(roles, "all").default(["api"]),
  SERVICES: listOf(services, "all").default(["all"]),
  APP_ENV: z.enum(environments, `must be one of ${environments.join(", ")}`),
  INSTANCE_ID: z
    .string()
    .regex(/^[\w.-]{1,128}$/, "must be 1 to 128 letters, digits, dots, dashes or underscores")
    .default(hostname()),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "must be an address or a host name")
    .optional(),
  PORT: integer(0, 65_535).default(ports.http),
  ADMIN_PORT: integer(0, 65_535).default(ports.admin),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  CA_FILE: z.string().optional(),
  MONGODB_URI: z
    .string("is required")
    .regex(/^mongodb(\+srv)?:\/\/./, "must be a mongodb:// or mongodb+srv:// URI")
    .superRefine(readableUri),
  MONGODB_POOL_SIZE: integer(1, 1000).default(100),
  REDIS_NODES: list.pipe(z.array(hostPort)).default([]),
  REDIS_MODE: z.enum(["single"], "must be single: one server is what this version speaks to").optional(),
  REDIS_TLS: flag.default(false),
  REDIS_USERNAME: z.string().optional(),
  REDIS_PASSWORD: z.string().optional(),
  ISSUER: z.never("is not known to this version: give JWKS_URI, JWT_ISSUER and JWT_AUDIENCE").optional(),
  JWKS_URI: webUrl.optional(),
  JWT_ISSUER: z.string().optional(),
  JWT_AUDIENCE: z.string().optional(),
  JWT_PROFILE: z.enum(["standard", "cognito"], "must be standard or cognito").default("standard"),
  JWT_CLIENT_IDS: list.default([]),
  CURSOR_KEY: z.string().min(32, "must be at least 32 characters").optional(),
  CORS_ORIGINS: list.pipe(z.array(z.string().regex(/^https?:\/\/[^/\s]+$/, "must be origins such as https://app.example.com"))).default([]),
  CACHE_L1_BYTES: integer(1024 * 1024, 64 * 1024 ** 3).default(64 * 1024 * 1024),
  CACHE_STALENESS_MS: integer(100, 60_000).default(5000),
  SHUTDOWN_GRACE_MS: integer(0, 600_000).default(25_000),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
} as const;

export type Values = { [K in keyof typeof variables]: z.output<(typeof variables)[K]> };

/** Files whose path is the variable itself, not the `X_FILE` form of another. */
const paths = ["TLS_CERT_FILE", "TLS_KEY_FILE", "CA_FILE"] as const;
export type Files = Readonly<Record<(typeof paths)[number], string | undefined>>;

/**
 * Reads the environment. Every variable `X` may be given as `X_FILE`, a path whose trimmed content is the value.
 *
 * @throws ConfigurationError naming every problem by its variable
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: Problem[] = [];
  const report = (variable: string, message: string) => problems.push({ variable, message });
  const read = (path: string, variable: string): string | undefined => {
    try {
      return readFileSync(path, "utf8").trim();
    } catch (error) {
      report(variable, `cannot read ${path} (${(error as NodeJS.ErrnoException).code})`);
      return undefined;
    }
  };

  const values: Partial<Record<string, unknown>> = {};
  for (const [name, schema] of Object.entries(variables)) {
    const file = env[`${name}_FILE`];
    if (env[name] && file) report(name, `is given twice, also as ${name}_FILE: keep one`);
    const before = problems.length;
    const raw = env[name] || (file ? read(file, `${name}_FILE`) : undefined) || undefined;
    if (problems.length > before) continue;
    const parsed = schema.safeParse(raw);
    if (parsed.success) values[name] = parsed.data;
    else report(name, describe(parsed.error, raw, secret(name)));
  }
  const files = Object.fromEntries(
    paths.map((name) => [name, typeof values[name] === "string" ? read(values[name], name) : undefined]),
  ) as Files;

  for (const { variable, message } of crossChecks(values as Partial<Values>)) report(variable, message);
  for (const { variable, message } of certificateChecks(files)) report(variable, message);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return assemble(values as Values, files);
}

const secret = (name: string) => (secretVariables as readonly string[]).includes(name);

function describe(error: z.ZodError, raw: string | undefined, hidden: boolean): string {
  const message = [
    ...new Set(error.issues.map((issue) => (raw === undefined && issue.code.startsWith("invalid_") ? "is required" : issue.message))),
  ].join("; ");
  if (raw === undefined) return message.startsWith("must") ? `is required and ${message}` : message;
  return hidden ? message : `${message}, not ${JSON.stringify(raw)}`;
}

function assemble(values: Values, files: Files): Config {
  const [node] = values.REDIS_NODES;
  return deepFreeze({
    roles: values.ROLE.includes("all") ? ["api", "worker", "relay"] : [...new Set(values.ROLE as Role[])],
    services: values.SERVICES.includes("all") ? [...services] : [...new Set(values.SERVICES as Service[])],
    environment: values.APP_ENV,
    instanceId: values.INSTANCE_ID,
    host: values.HOST ?? (values.APP_ENV === "local" ? "127.0.0.1" : "0.0.0.0"),
    port: values.PORT,
    adminPort: values.ADMIN_PORT,
    tls: files.TLS_CERT_FILE && files.TLS_KEY_FILE ? { cert: files.TLS_CERT_FILE, key: files.TLS_KEY_FILE } : undefined,
    ca: files.CA_FILE,
    mongodb: { uri: values.MONGODB_URI, poolSize: values.MONGODB_POOL_SIZE },
    redis: node ? { node, tls: values.REDIS_TLS, username: values.REDIS_USERNAME, password: values.REDIS_PASSWORD } : undefined,
    tokens:
      servesApi(values.ROLE) && values.JWKS_URI && values.JWT_ISSUER
        ? {
            jwksUri: values.JWKS_URI,
            issuer: values.JWT_ISSUER,
            audience: values.JWT_AUDIENCE,
            profile: values.JWT_PROFILE,
            clientIds: values.JWT_CLIENT_IDS,
          }
        : undefined,
    cursorKey: { value: values.CURSOR_KEY ?? derivedCursorKey(values.MONGODB_URI), derived: values.CURSOR_KEY === undefined },
    corsOrigins: values.CORS_ORIGINS,
    cache: { l1Bytes: values.CACHE_L1_BYTES, stalenessMs: values.CACHE_STALENESS_MS },
    shutdownGraceMs: values.SHUTDOWN_GRACE_MS,
    logLevel: values.LOG_LEVEL,
  });
}

/** Instances that share a database share its URI, so a cursor of one is good at the others. Credentials in the URI make the key secret. */
function derivedCursorKey(uri: string): string {
  return createHash("sha256").update(`strata cursor ${uri}`).digest("hex");
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}

/** What an outgoing connection trusts: the system's authorities and ours. (Node's `ca` option alone would replace the system's.) */
export const trusting = (ca: string): string[] => [...getCACertificates("default"), ca];

/** Every variable that is read, for the documentation and its test. */
export const variableNames: readonly string[] = Object.keys(variables);
