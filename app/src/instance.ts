import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { TokenVerifier } from "./auth/tokens.ts";
import { Cache } from "./cache/cache.ts";
import { RedisTier } from "./cache/redis.ts";
import { type Config, type RedisConfig, trusting } from "./config.ts";
import { adminListener } from "./http/admin.ts";
import { createApplication } from "./http/application.ts";
import { Cursors } from "./http/cursor.ts";
import { Health } from "./http/health.ts";
import { type Listening, listen } from "./http/server.ts";
import { Outbox } from "./messaging/outbox/outbox.ts";
import { Relay } from "./messaging/outbox/relay.ts";
import { Worker } from "./messaging/worker.ts";
import { routesOf } from "./services.ts";
import { MongoStore } from "./store/mongodb.ts";
import { createLogger, type Logger } from "./telemetry/log.ts";
import { createMetrics, type Metrics } from "./telemetry/metrics.ts";

/** How long a draining API goes on answering at most, in milliseconds; a fifth of the grace where that is shorter. */
const lingerMs = 5000;

/** One running process's worth of Strata. Nothing of it is global: tests run several side by side. */
export interface Instance {
  /** Where the public API listens; absent where no API is served. */
  readonly port: number | undefined;
  readonly adminPort: number;
  /** Drains and stops, in the order that loses nothing; cuts what is left after the configured grace. Safe to call twice. */
  stop(): Promise<void>;
}

/** Builds the clients, hands them down, and starts the roles. @throws the system's error when a port cannot be had */
export async function startInstance(config: Config): Promise<Instance> {
  const log = createLogger(config);
  const metrics = createMetrics();
  const store = new MongoStore(config, metrics);
  const redis = config.redis && connectRedis(config.redis, config.ca, metrics, log);
  const cache = createCache(config, redis, metrics);
  const health = new Health(
    { mongodb: () => store.state, redis: () => (redis ? (redis.connected ? "up" : "down") : "off") },
    { cursorKey: config.cursorKey.derived ? "derived from the database's URI" : "given", cache: redis ? "l1 and l2" : "l1 alone" },
  );
  const listening: Listening[] = [];
  const jobs: { start(): void; stop(): Promise<void> }[] = [];

  if (config.roles.includes("relay"))
    jobs.push(new Relay({ db: store.db, cache, metrics, log, holder: `${config.instanceId}/${randomUUID()}` }));
  if (config.roles.includes("worker")) jobs.push(new Worker(log));

  const closeClients = async () => {
    await cache.close();
    redis?.close();
    await store.close();
  };
  try {
    const admin = await listen(adminListener(health, metrics), config.adminPort, config.host, undefined);
    listening.push(admin);
    const api = config.roles.includes("api")
      ? await listen(apiListener(config, { store, cache, health, metrics, log }), config.port, config.host, config.tls)
      : undefined;
    if (api) listening.unshift(api);
    await store.connect();
    for (const job of jobs) job.start();
    health.phase = "ready";
    log.info({ roles: [...config.roles], port: api?.port, adminPort: admin.port }, "ready");

    const drain = async () => {
      await api?.drain(Math.min(lingerMs, config.shutdownGraceMs / 5));
      for (const job of jobs) await job.stop();
      await closeClients();
    };
    const stop = async () => {
      health.phase = "draining";
      log.info("draining");
      // Whoever hangs is not waited for longer: the outbox holds what has not reached every cache.
      const done = await Promise.race([drain().then(() => true), sleep(config.shutdownGraceMs, false, { ref: false })]);
      api?.cut();
      admin.cut();
      await admin.drain();
      log.info(done ? "stopped" : "stopped with work unfinished: the grace is over");
    };
    let stopped: Promise<void> | undefined;
    return {
      port: api?.port,
      adminPort: admin.port,
      stop() {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    for (const server of listening) server.cut();
    await Promise.all(listening.map((server) => server.drain()));
    await closeClients();
    throw error;
  }
}

interface Parts {
  readonly store: MongoStore;
  readonly cache: Cache;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Logger;
}

function apiListener(config: Config, { store, cache, health, metrics, log }: Parts): RequestListener {
  if (!config.tokens) throw new Error("an API needs a way to verify tokens; the configuration should have said so");
  const routes = routesOf(config.services, {
    db: store.db,
    outbox: new Outbox(store.client, cache),
    cursors: new Cursors(config.cursorKey.value),
  });
  const application = createApplication(routes, {
    config,
    cache,
    log,
    metrics,
    verifier: new TokenVerifier(config.tokens),
    checkAnswers: config.environment === "local",
  }).callback();
  return (request, response) => {
    if (!health.answer(request, response, false)) void application(request, response);
  };
}

function createCache(config: Config, l2: RedisTier | undefined, metrics: Metrics): Cache {
  const cache = new Cache({
    ...config.cache,
    instanceId: config.instanceId,
    ...(l2 && { l2 }),
    observer: {
      request: (cache_namespace, tier, result) => metrics.cacheRequests.inc({ cache_namespace, tier, result }),
      load: (cache_namespace, result) => metrics.cacheLoads.inc({ cache_namespace, result }),
      invalidation: (result) => metrics.cacheInvalidations.inc({ result }),
      busGap: () => metrics.cacheBusGaps.inc(),
    },
  });
  metrics.watchL1(() => cache.sizes());
  return cache;
}

function connectRedis(config: RedisConfig, ca: string | undefined, metrics: Metrics, log: Logger): RedisTier {
  let told = false;
  const tier = new RedisTier({
    node: config.node,
    ...(config.username !== undefined && { username: config.username }),
    ...(config.password !== undefined && { password: config.password }),
    ...(config.tls && { tls: ca === undefined ? {} : { ca: trusting(ca) } }),
    onCommand: (command, milliseconds) => metrics.redisDuration.observe({ command }, milliseconds / 1000),
    // It is tried again for ever, up to several times a second: the log says once that it is away and once that it is back.
    onError: (error) => {
      if (!told) log.warn({ err: error }, "Redis is away: L1 and MongoDB serve");
      told = true;
    },
  });
  tier.commands.on("ready", () => {
    log.info("Redis is there");
    told = false;
  });
  return tier;
}
