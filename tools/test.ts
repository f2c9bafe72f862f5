import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { resolve } from "node:path";

/**
 * Runs the tests: `npm test` the quick ones, `npm run test:all` the long ones (`*.long.test.ts`) too. A room (`npm test -- app/src/cache`,
 * or just `cache`) narrows it; further words that start with a dash go to mocha (`--grep`).
 */
const root = resolve(import.meta.dirname, "..");
const words = process.argv.slice(2);
const all = words.includes("--all");
const rooms = words.filter((word, index) => !word.startsWith("-") && !words[index - 1]?.startsWith("--grep"));
const options = words.filter((word) => word !== "--all" && !rooms.includes(word));

const files = globSync("{app/src,bootstrap,infra,policy,stacks,test,tools}/**/*.test.ts", { cwd: root })
  .filter((file) => all || !file.endsWith(".long.test.ts"))
  .filter((file) => rooms.length === 0 || rooms.some((room) => `/${file}`.includes(`/${room.replace(/\/$/, "")}/`) || file === room))
  .sort();
if (files.length === 0) {
  console.error(`No tests in ${rooms.join(", ")}: name a folder that has *.test.ts files, for example app/src/cache or infra.`);
  process.exit(2);
}

const mocha = resolve(root, "node_modules/mocha/bin/mocha.js");
const child = spawn(process.execPath, [mocha, ...options, ...files], { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
