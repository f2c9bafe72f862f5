import { parseArgs } from "node:util";
import { ports } from "../../app/src/contract.ts";
import { Problem, sentence } from "./problem.ts";

export interface Options {
  readonly help: boolean;
  /** Delete all data of this folder first. */
  readonly fresh: boolean;
  /** Load the demo data also into a database on another machine. */
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
}

export const usage = `npm start runs Strata on this machine: MongoDB, Redis, the API and its worker, with demo data.

  npm start -- [options]

  --port N        port of the API (default: PORT or ${ports.http})
  --admin-port N  port of metrics and probes (default: ADMIN_PORT or ${ports.admin})
  --fresh         delete the data of earlier starts (.strata/) first, without asking
  --demo          load the demo data also into a MONGODB_URI on another machine
  --help          this text

MONGODB_URI and REDIS_NODES name servers to use. Without them Strata takes mongod, valkey-server or redis-server from PATH,
its cache (~/.cache/strata), Docker, or fetches them. Other variables of the API (LOG_LEVEL, CACHE_L1_BYTES, ...) are passed on.
Data lives in .strata/ and survives. Ctrl-C stops everything; a second Ctrl-C does not wait.`;

/** Reads the command line; `env` gives the defaults. */
export function parseOptions(words: readonly string[], env: NodeJS.ProcessEnv): Options {
  const values = parse(words);
  const port = portOf(values.port ?? env.PORT, "--port", ports.http);
  const adminPort = portOf(values["admin-port"] ?? env.ADMIN_PORT, "--admin-port", ports.admin);
  if (port === adminPort) throw new Problem(`--port and --admin-port are both ${port}: give each its own.`);
  return { help: values.help, fresh: values.fresh, demo: values.demo, host: env.HOST || "127.0.0.1", port, adminPort };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        help: { type: "boolean", short: "h", default: false },
        fresh: { type: "boolean", default: false },
        demo: { type: "boolean", default: false },
        port: { type: "string" },
        "admin-port": { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new Problem(`${sentence(error).split(". ")[0]}: see \`npm start -- --help\`.`);
  }
}

function portOf(text: string | undefined, option: string, usual: number): number {
  if (!text) return usual;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Problem(`${option} is ${JSON.stringify(text)} and must be a port from 1 to 65535, for example ${option} ${usual + 10}.`);
}
