import type { ConnectionOptions } from "node:tls";
import { Redis } from "ioredis";

export interface ConnectOptions {
  /** `host:port` of a single server. */
  readonly node: string;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: ConnectionOptions;
  /** What one operation may cost before it counts as failed. @default 50 */
  readonly timeoutMs?: number;
  /** Called for every failed connection or attempt at one; it is retried whatever this does. */
  readonly onError?: (error: Error) => void;
  /** Called when an operation has ended, also one that was given up before, with its name and its time. */
  readonly onCommand?: (command: string, milliseconds: number) => void;
}

/**
 * The connections to the second tier: one for commands, one that listens. A call never waits for a connection and never longer than
 * its deadline; a server that answers nothing for a second loses its connection, after which calls fail at once until it is back.
 * Both connections are tried again for ever.
 */
export class RedisTier {
  readonly commands: Redis;
  readonly subscriber: Redis;
  readonly timeoutMs: number;
  readonly #onCommand: ((command: string, milliseconds: number) => void) | undefined;

  constructor({ timeoutMs = 50, onCommand, onError, ...options }: ConnectOptions) {
    this.timeoutMs = timeoutMs;
    this.#onCommand = onCommand;
    this.commands = connect(options);
    this.subscriber = connect(options);
    for (const client of [this.commands, this.subscriber]) client.on("error", (error: Error) => onError?.(error));
  }

  /** Whether commands reach the server, as far as is known. */
  get connected(): boolean {
    return this.commands.status === "ready";
  }

  /** Settles as `work` does, or fails after `deadlineMs`. What was sent may still happen after that. */
  within<T>(command: string, work: Promise<T>, deadlineMs = this.timeoutMs): Promise<T> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`Redis did not answer ${command} within ${deadlineMs} ms`));
      // One more turn of the loop: after a stall of this process the answer may be here already and only not be read yet.
      const timer = setTimeout(() => setImmediate(late), deadlineMs);
      const settled = () => {
        clearTimeout(timer);
        this.#onCommand?.(command, performance.now() - began);
      };
      work.then(
        (result) => {
          settled();
          resolve(result);
        },
        (error) => {
          settled();
          reject(error);
        },
      );
    });
  }

  close(): void {
    this.commands.disconnect();
    this.subscriber.disconnect();
  }
}

function connect({ node, username, password, tls }: ConnectOptions): Redis {
  const colon = node.lastIndexOf(":");
  return new Redis({
    host: node.slice(0, colon).replace(/^\[(.*)\]$/, "$1"),
    port: Number(node.slice(colon + 1)),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls }),
    enableOfflineQueue: false,
    // What a broken connection left unanswered fails then, and is not sent again.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    connectTimeout: 1000,
    // Covers the handshake too: without it a frozen server would hold a new connection half-made for ever.
    socketTimeout: 1000,
    keepAlive: 5000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), 1000) * (0.5 + Math.random() / 2),
    // A primary that became a replica: the name now leads elsewhere.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  });
}
