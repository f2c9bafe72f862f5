import { relative, resolve } from "node:path";
import { roles } from "../../app/src/contract.ts";
import { type Api, apiEnvironment, type Demo, describe, entry, epitaph, loadDemo, migrate, whenReady } from "./api.ts";
import { adminToken, audience, developmentKey, issuer, serveKey } from "./development-key.ts";
import { variable } from "./given.ts";
import { followLog } from "./log.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import { obstacle } from "./ports.ts";
import { Problem } from "./problem.ts";
import { ServerProcess } from "./processes.ts";
import { screenOn } from "./screen.ts";
import { type Backend, mongodbFor, redisFor, type Workshop } from "./servers.ts";
import { Shutdown, Stopped } from "./shutdown.ts";
import { State } from "./state.ts";
import { table } from "./table.ts";

/** `npm start`: everything on this machine, from the servers to a token to try. */
const root = resolve(import.meta.dirname, "../..");
const screen = screenOn(process.stdout, process.stdout.isTTY ?? false);
const shutdown = new Shutdown();
// A terminal that is closed takes its output away; the end must go on all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

try {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options.help) screen.say(usage);
  else await start(options);
} catch (error) {
  await end(error);
}

async function start(options: Options): Promise<void> {
  const began = performance.now();
  shutdown.listen(() => process.exit(130));
  const url = `http://${shown(options.host)}:${options.port}`;
  const state = new State(resolve(root, ".strata"));
  await state.take(url);
  shutdown.add(
    () => state.release(),
    () => undefined,
  );
  await state.endLeftovers(screen);
  await checkPorts(options);
  if (options.fresh) {
    await state.clear();
    screen.say("Deleted the data of earlier starts");
  }

  const workshop: Workshop = { env: process.env, state, screen, shutdown };
  const mongodb = await mongodbFor(workshop);
  const redis = await redisFor(workshop);
  const tokens = await tokensFor(workshop);
  const api: Api = {
    root,
    env: apiEnvironment(process.env, {
      ROLE: "all",
      APP_ENV: "local",
      HOST: options.host,
      PORT: String(options.port),
      ADMIN_PORT: String(options.adminPort),
      MONGODB_URI: mongodb.value,
      REDIS_NODES: redis?.value ?? "",
      ...tokens.env,
    }),
  };
  await migrate(api, shutdown.signal);
  const demo = mongodb.here || options.demo ? await loadDemo(api, screen, shutdown.signal) : undefined;
  const server = await serve(api, options, workshop);

  const token = demo && (await tokens.sign?.(demo.user));
  screen.say(
    table({
      url,
      adminUrl: `http://${shown(options.host)}:${options.adminPort}`,
      parts: parts(mongodb, redis, demo, state),
      ...(token && { token }),
      ...(demo && { product: demo.product }),
      seconds: (performance.now() - began) / 1000,
    }),
  );
  await untilTheEnd(server, mongodb, redis, state);
}

/** The address that a browser on this machine uses. */
function shown(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
}

async function checkPorts({ host, port, adminPort }: Options): Promise<void> {
  for (const [option, number] of [
    ["--port", port],
    ["--admin-port", adminPort],
  ] as const) {
    const code = await obstacle(host, number);
    if (!code) continue;
    const why = code === "EADDRINUSE" ? "is taken by another program: stop that one, or" : `cannot be listened on (${code}):`;
    throw new Problem(`Port ${number} of ${host} ${why} choose another with \`npm start -- ${option} ${number + 10}\`.`);
  }
}

interface Tokens {
  readonly env: Record<string, string>;
  /** Absent where the user's own issuer signs. */
  readonly sign?: (user: string) => Promise<string>;
}

/** Tokens of a key of our own, unless the environment names an issuer. */
async function tokensFor({ env, state, shutdown }: Workshop): Promise<Tokens> {
  if (variable(env, "JWKS_URI") || variable(env, "ISSUER")) return { env: {} };
  const key = await developmentKey(state.path("development-key.json"));
  const jwks = await serveKey(key);
  shutdown.add(
    async () => jwks.close(),
    () => undefined,
  );
  return {
    env: { JWKS_URI: jwks.url, JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_PROFILE: "standard" },
    sign: (user) => adminToken(key, user),
  };
}

/** Starts API and worker in one process and waits until it answers. */
async function serve({ env }: Api, { host, adminPort }: Options, { state, screen, shutdown }: Workshop): Promise<ServerProcess> {
  const log = state.path("api.log");
  const server = new ServerProcess({ file: process.execPath, args: [entry(root)] }, log, env);
  const graceMs = Number(env.SHUTDOWN_GRACE_MS || 25_000);
  const endFollowing = followLog(log, (line) => screen.say(`api: ${line}`));
  shutdown.add(
    async () => {
      // The API keeps the time itself; the rest is for a process that hangs.
      await server.stop(graceMs + 5_000);
      endFollowing();
      await state.forget("api");
    },
    () => server.killNow(),
  );
  await state.remember("api", server);
  await shutdown.orStopped(whenReady(server, shown(host), adminPort, log));
  return server;
}

function parts(mongodb: Backend, redis: Backend | undefined, demo: Demo | undefined, state: State): Array<readonly [string, string]> {
  const here = (path: string) => relative(process.cwd(), path) || path;
  return [
    mongodb.row,
    redis?.row ?? ["Redis", "none: the cache has its first tier (L1) alone"],
    ["Node", `${process.version.slice(1)}, roles ${roles.filter((role) => role !== "migrate").join(", ")}`],
    ["Data", `${here(state.folder)} (\`npm start -- --fresh\` deletes it)`],
    ["Log", here(state.path("api.log"))],
    ...(demo ? [] : [["Demo data", "not loaded into a database on another machine without --demo"] as const]),
  ];
}

/** Returns by throwing: `Stopped` when asked to end, a `Problem` when something that is needed ended by itself. */
async function untilTheEnd(server: ServerProcess, mongodb: Backend, redis: Backend | undefined, state: State): Promise<never> {
  let over = false;
  redis?.process?.exited.then((exit) => {
    if (!over) screen.say(`Redis ended (${describe(exit)}): the API goes on with its first cache tier. Start again to have it back.`);
  });
  const needed = [server.exited.then((exit) => epitaph(exit, state.path("api.log")))];
  if (mongodb.process) {
    const log = state.path("mongod.log");
    needed.push(
      mongodb.process.exited.then((exit) => `MongoDB ended (${describe(exit)}): start again, its data is kept. All it said is in ${log}.`),
    );
  }
  try {
    throw new Problem(await shutdown.orStopped(Promise.race(needed)));
  } finally {
    // From here on whatever ends was stopped by us.
    over = true;
  }
}

/** Stops everything and leaves, with the code that tells how it went. */
async function end(cause: unknown): Promise<never> {
  if (cause instanceof Stopped) screen.say("\nStopping; a second Ctrl-C does not wait.");
  else console.error(cause instanceof Problem ? cause.message : cause);
  try {
    await shutdown.run();
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
  if (cause instanceof Stopped) screen.say("Stopped.");
  process.exit(cause instanceof Stopped ? 0 : 1);
}
