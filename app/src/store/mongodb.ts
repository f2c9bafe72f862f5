import { setTimeout as sleep } from "node:timers/promises";
import { type Db, MongoClient } from "mongodb";
import { type Config, trusting } from "../config.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** How long a caller waits for a primary before the answer is 503, in milliseconds. */
const selectionMs = 2000;
/** How long a server may be silent during one operation, in milliseconds. (The driver's `timeoutMS` has no effect as of 7.9.) */
const silenceMs = 5000;

/** How long to wait between tries for the first connection, in milliseconds. */
const retryMs = 500;

/** The database and what is known of its state. Connecting is left to the driver: the process starts and lives without it. */
export class MongoStore {
  readonly client: MongoClient;
  readonly db: Db;
  readonly #closing = new AbortController();
  #reachable = false;

  constructor(config: Pick<Config, "mongodb" | "instanceId" | "ca">, metrics: Metrics) {
    this.client = new MongoClient(config.mongodb.uri, {
      appName: `strata-${config.instanceId}`.slice(0, 128),
      maxPoolSize: config.mongodb.poolSize,
      writeConcern: { w: "majority", journal: true },
      readConcernLevel: "majority",
      readPreference: "primary",
      retryWrites: true,
      retryReads: true,
      serverSelectionTimeoutMS: selectionMs,
      waitQueueTimeoutMS: selectionMs,
      connectTimeoutMS: selectionMs,
      socketTimeoutMS: silenceMs,
      heartbeatFrequencyMS: 2000,
      monitorCommands: true,
      ignoreUndefined: true,
      ...(config.ca !== undefined && { ca: trusting(config.ca) }),
    });
    this.db = this.client.db();
    this.#watchTopology();
    this.#watchPool(metrics);
    this.#watchCommands(metrics);
  }

  /** `up` while a server that takes writes is known. */
  get state(): "up" | "down" {
    return this.#reachable ? "up" : "down";
  }

  /**
   * Connects. Resolves after the first try, whatever came of it; a failed one is repeated until it succeeds or the store is closed. The
   * driver keeps a connection it once had, but a client whose first `connect` failed stays closed for ever.
   */
  async connect(): Promise<void> {
    if (!(await this.#tryConnect())) void this.#connectLater();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.client.close();
  }

  async #connectLater(): Promise<void> {
    const { signal } = this.#closing;
    do await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    while (!signal.aborted && !(await this.#tryConnect()));
  }

  #tryConnect(): Promise<boolean> {
    return this.client.connect().then(
      () => true,
      () => false,
    );
  }

  #watchTopology(): void {
    this.client.on("topologyDescriptionChanged", ({ newDescription }) => {
      const writable = ["RSPrimary", "Mongos", "Standalone", "LoadBalancer"];
      this.#reachable = [...newDescription.servers.values()].some(({ type }) => writable.includes(type));
    });
  }

  #watchPool(metrics: Metrics): void {
    const open = metrics.mongodbPool.labels({ state: "open" });
    const used = metrics.mongodbPool.labels({ state: "in_use" });
    open.set(0);
    used.set(0);
    this.client.on("connectionCreated", () => open.inc());
    this.client.on("connectionClosed", () => open.dec());
    this.client.on("connectionCheckedOut", () => used.inc());
    this.client.on("connectionCheckedIn", () => used.dec());
  }

  #watchCommands(metrics: Metrics): void {
    const collections = new Map<number, string>();
    this.client.on("commandStarted", ({ requestId, commandName, command }) => {
      const target = commandName === "getMore" ? command.collection : command[commandName];
      collections.set(requestId, typeof target === "string" ? target : "none");
    });
    const finish = (event: { requestId: number; commandName: string; duration: number }) => {
      const collection = collections.get(event.requestId) ?? "none";
      collections.delete(event.requestId);
      metrics.mongodbDuration.observe({ operation: event.commandName, collection }, event.duration / 1000);
    };
    this.client.on("commandSucceeded", finish);
    this.client.on("commandFailed", finish);
  }
}
