/** Signals that ask for an orderly end. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal reaches us twice when the terminal and npm both pass it on; a person needs longer than this to press Ctrl-C again, in milliseconds. */
const echoMs = 500;

/** Thrown out of whatever was under way when the user asked for the end. */
export class Stopped extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
    this.name = "Stopped";
    this.signal = signal;
  }
}

/** What to undo at the end, last first, and the signals that lead there. */
export class Shutdown {
  readonly #controller = new AbortController();
  readonly #steps: Array<{ readonly stop: () => Promise<void>; readonly force: () => void }> = [];
  #asked = 0;

  /** Aborted with `Stopped` by the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Adds a step. `force` is what a second signal does instead of waiting. */
  add(stop: () => Promise<void>, force: () => void): void {
    this.#steps.push({ stop, force });
  }

  /** The first signal asks for the end; a second one forces it. */
  listen(onForce: () => void): void {
    for (const name of signals) {
      process.on(name, () => {
        if (this.#asked === 0) {
          this.#asked = performance.now();
          this.#controller.abort(new Stopped(name));
        } else if (performance.now() - this.#asked > echoMs) {
          for (const step of this.#steps.toReversed()) step.force();
          onForce();
        }
      });
    }
  }

  /** Waits for `work`, unless the end is asked for before. */
  async orStopped<T>(work: Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    const { promise, reject } = Promise.withResolvers<never>();
    const abort = () => reject(this.signal.reason);
    this.signal.addEventListener("abort", abort);
    try {
      return await Promise.race([work, promise]);
    } finally {
      this.signal.removeEventListener("abort", abort);
    }
  }

  /** Undoes everything, last first. A step that fails does not keep the others from it. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.at(-1); step; step = this.#steps.at(-1)) {
      await step.stop().catch((error: unknown) => failures.push(error));
      // Only now: until then a second signal must find it.
      this.#steps.pop();
    }
    if (failures.length > 0) throw new AggregateError(failures, "not everything could be stopped");
  }
}
