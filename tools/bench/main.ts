import { parseArgs } from "node:util";
import { Problem } from "../start/problem.ts";
import { benchHttp } from "./http.ts";

const help = `npm run bench -- http [--rounds N] [--seconds N] [--connections N] [--json]

Measures the API on this machine against real MongoDB and Redis: hits of each cache tier, misses and writes, beside a bare node:http
server that sends the same bytes. Rounds are interleaved and the first is thrown away; what counts is CPU per request and its ratio to
the bare server, since requests per second follow whatever else the machine does.

  --rounds       rounds that count, of each case                       5
  --seconds      length of a round                                     4
  --connections  open at once                                          50
  --json         the figures as JSON`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        rounds: { type: "string", default: "5" },
        seconds: { type: "string", default: "4" },
        connections: { type: "string", default: "50" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${help}`);
  }
}

function count(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  return fail(`--${name} must be a whole number from 1 to ${most}, not ${text}.`);
}

const { values, positionals } = options();
if (values.help) {
  console.log(help);
  process.exit();
}
if (positionals.join(" ") !== "http")
  fail(`Name what to measure: http${positionals.length > 0 ? `, not ${positionals.join(" ")}` : ""}.\n\n${help}`);
try {
  await benchHttp({
    rounds: count("rounds", values.rounds, 100),
    seconds: count("seconds", values.seconds, 600),
    connections: count("connections", values.connections, 1000),
    json: values.json,
  });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
