import type { Logger } from "../telemetry/log.ts";

/** Runs the consumers of queues. No queue has one yet: the role starts, says so, and ends when told. */
export class Worker {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  start(): void {
    this.#log.info("the worker runs; no queue has a consumer");
  }

  async stop(): Promise<void> {
    this.#log.info("the worker has drained");
  }
}
