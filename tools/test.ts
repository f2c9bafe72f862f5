import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

/**
 * Runs the tests: `npm test` the quick ones, `npm run test:all` the long ones (`*.long.test.ts`) too, with `--long` only those. A room (`npm test -- app/src/cache`,
 * or just `cache`) narrows it, and so does `--grep`, to tests with these words in their name; `--bail` ends at the first failure.
 */
const root = resolve(import.meta.dirname, "..");
const { values, rooms } = readWords();

const inRoom = (file: string, room: string) => `/${file}`.includes(`/${room.replace(/\/$/, "")}/`) || file === room;
const tests = globSync("{app/src,bootstrap,infra,policy,stacks,test,tools}/**/*.test.ts", { cwd: root })
  .filter((file) => (file.endsWith(".long.test.ts") ? values.all : !values.long))
  .sort();
const empty = rooms.filter((room) => !tests.some((file) => inRoom(file, room)));
if (empty.length > 0)
  refuse(`No tests in ${empty.join(", ")}: name a folder that has *.test.ts files, for example app/src/cache or infra.`);
const files = tests.filter((file) => rooms.length === 0 || rooms.some((room) => inRoom(file, room)));

const mocha = resolve(root, "node_modules/mocha/bin/mocha.js");
const options = [...(values.grep === undefined ? [] : ["--grep", values.grep]), ...(values.bail ? ["--bail"] : [])];
const child = spawn(process.execPath, [mocha, ...options, ...files], { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

function readWords() {
  try {
    const options = { all: { type: "boolean" }, long: { type: "boolean" }, grep: { type: "string" }, bail: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    return { values, rooms: positionals };
  } catch (error) {
    return refuse(`${(error as Error).message.split(". ")[0]}. Tests take --all, --long, --grep <words>, --bail, and the rooms to run.`);
  }
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
