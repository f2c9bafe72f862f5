import { cpus } from "node:os";
import autocannon from "autocannon";
import { type Backend, startBackend, type Target } from "./backend.ts";

export interface HttpOptions {
  /** Rounds that count. */
  readonly rounds: number;
  /** Length of a round. */
  readonly seconds: number;
  /** Open at once. */
  readonly connections: number;
  readonly json: boolean;
}

interface Case {
  readonly name: string;
  readonly target: Target;
  readonly request: () => { method: "GET" | "PATCH"; path: string; headers?: Record<string, string>; body?: string };
  /** The tier that must have answered nearly all, or the case does not measure what it says. */
  readonly tier?: "l1" | "l2" | "miss" | "none";
  /** Requests of a round, where the case runs out of keys; else the round has its length. */
  readonly amount?: number;
  readonly before?: () => Promise<void>;
}

/** One round's figures. */
interface Round {
  readonly cpuMicroseconds: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

export async function benchHttp(options: HttpOptions): Promise<void> {
  const say = options.json ? () => undefined : (line: string) => console.log(line);
  say("Starting MongoDB, Redis and the API ...");
  const backend = await startBackend();
  const stop = () => void backend.close().finally(() => process.exit(130));
  process.once("SIGINT", stop);
  try {
    const cases = await prepare(backend);
    const rounds = new Map<string, Round[]>(cases.map(({ name }) => [name, []]));
    for (let round = 0; round <= options.rounds; round++) {
      for (const measured of cases) {
        const figures = await run(measured, options);
        // The first round warms up.
        if (round > 0) rounds.get(measured.name)?.push(figures);
      }
      say(round === 0 ? "warm" : `round ${round} of ${options.rounds}`);
    }
    report(rounds, backend.versions, options);
  } finally {
    process.off("SIGINT", stop);
    await backend.close();
  }
}

async function prepare(backend: Backend): Promise<Case[]> {
  const api = await backend.startApi({});
  // The smallest L1 there is: going round all products, none is still there when its turn comes again.
  const small = await backend.startApi({ CACHE_L1_BYTES: String(1024 * 1024) });
  const ids = await productIds(api.url);
  const path = (id: string) => `/v1/products/${id}`;
  const one = path(ids[0] ?? "");
  const bare = await backend.startBare(await (await fetch(api.url + one)).text());
  let turn = 0;
  const next = () => path(ids[turn++ % ids.length] ?? "");
  const authorization = `Bearer ${backend.token}`;

  return [
    { name: "bare node:http", target: bare, request: () => ({ method: "GET", path: one }) },
    { name: "L1 hit", target: api, tier: "l1", request: () => ({ method: "GET", path: one }) },
    {
      name: "L2 hit",
      target: small,
      tier: "l2",
      request: () => ({ method: "GET", path: next() }),
      before: async () => {
        for (let at = 0; at < ids.length; at += 50) {
          await Promise.all(ids.slice(at, at + 50).map(async (id) => (await fetch(api.url + path(id))).arrayBuffer()));
        }
      },
    },
    {
      name: "miss",
      target: small,
      tier: "miss",
      amount: ids.length,
      request: () => ({ method: "GET", path: next() }),
      before: () => backend.flush(),
    },
    {
      name: "write",
      target: api,
      tier: "none",
      request: () => ({
        method: "PATCH",
        path: next(),
        headers: { authorization, "content-type": "application/json", "if-match": "*" },
        body: JSON.stringify({ stock: turn % 1000 }),
      }),
    },
  ];
}

async function productIds(url: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = (await (await fetch(`${url}/v1/products?limit=100${cursor && `&cursor=${cursor}`}`)).json()) as {
      data: { id: string }[];
      nextCursor: string | null;
    };
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

async function run({ name, target, request, tier, amount, before }: Case, { seconds, connections }: HttpOptions): Promise<Round> {
  await before?.();
  const [cpuBefore, tiersBefore] = [await target.cpuSeconds(), await target.tiers()];
  const result = await autocannon({
    url: target.url,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    requests: [{ setupRequest: (given) => ({ ...given, ...request() }) }],
  });
  const [cpuAfter, tiersAfter] = [await target.cpuSeconds(), await target.tiers()];
  const answered = result["2xx"];
  if (result.non2xx + result.errors > 0) throw new Error(`${name}: ${result.non2xx} answers were not 2xx and ${result.errors} failed`);
  if (tier) {
    const share = ((tiersAfter[tier] ?? 0) - (tiersBefore[tier] ?? 0)) / answered;
    if (share < 0.95) throw new Error(`${name}: only ${Math.round(share * 100)} % of the answers came from ${tier}`);
  }
  return {
    cpuMicroseconds: ((cpuAfter - cpuBefore) / answered) * 1e6,
    requestsPerSecond: answered / result.duration,
    p50: result.latency.p50,
    p90: result.latency.p90,
    p99: result.latency.p99,
  };
}

interface Summary {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

function summarise(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? Number.NaN, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}

function report(rounds: ReadonlyMap<string, readonly Round[]>, versions: Readonly<Record<string, string>>, options: HttpOptions): void {
  const results = [...rounds].map(([name, measured]) => {
    const of = (pick: (round: Round) => number) => summarise(measured.map(pick));
    return {
      name,
      cpuMicroseconds: of(({ cpuMicroseconds }) => cpuMicroseconds),
      requestsPerSecond: of(({ requestsPerSecond }) => requestsPerSecond),
      p50: of(({ p50 }) => p50).median,
      p90: of(({ p90 }) => p90).median,
      p99: of(({ p99 }) => p99).median,
    };
  });
  const floor = results[0]?.cpuMicroseconds.median ?? Number.NaN;
  const features =
    "metrics, request ids, traces and validation on; request log written to a pipe; answers checked against their schema (APP_ENV=local) at each load";
  if (options.json) {
    const { rounds: count, seconds, connections } = options;
    const machine = { cpu: cpus()[0]?.model, cores: cpus().length };
    console.log(JSON.stringify({ versions, machine, features, options: { rounds: count, seconds, connections }, results }, undefined, 2));
    return;
  }
  const row = (cells: readonly string[]) => cells.map((cell, index) => (index === 0 ? cell.padEnd(16) : cell.padStart(14))).join("");
  console.log("");
  console.log(row(["", "CPU us/request", "range", "x bare", "requests/s", "p50 ms", "p90 ms", "p99 ms"]));
  for (const { name, cpuMicroseconds: cpu, requestsPerSecond, p50, p90, p99 } of results) {
    const range = `${cpu.least.toFixed(0)}-${cpu.most.toFixed(0)}`;
    console.log(
      row([
        name,
        cpu.median.toFixed(1),
        range,
        (cpu.median / floor).toFixed(2),
        requestsPerSecond.median.toFixed(0),
        ...[p50, p90, p99].map(String),
      ]),
    );
  }
  console.log(
    `\nMedians of ${options.rounds} rounds, ${options.connections} connections, load and server on the same ${cpus().length} cores.`,
  );
  console.log(`API with ${features}.`);
  console.log(
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  );
}
