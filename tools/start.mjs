// Plain JavaScript with old syntax only: an old Node must get as far as the sentence that tells it so.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(import.meta.url);
const root = dirname(dirname(file));
const bundled = join(root, "node_modules", "node", "bin", "node");
const [major, minor] = process.versions.node.split(".").map(Number);

if (!existsSync(join(root, "node_modules", "mongodb"))) {
  refuse(`The packages are not installed: run \`npm ci\` in ${root} and start again.`);
} else if (major > 24 || (major === 24 && minor >= 12)) {
  await import("./start/main.ts");
} else if (existsSync(bundled) && process.execPath !== bundled) {
  runWith(bundled);
} else {
  refuse(
    `Strata needs Node 24.12 or newer and this is ${process.version}: install Node 24, or run \`npm ci\` without --omit=optional, which brings one along.`,
  );
}

/** Says why not, for the exit code to follow. @param {string} sentence */
function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

/** Runs this file again with another Node, as if it had been that one from the start. @param {string} node */
function runWith(node) {
  const child = spawn(node, [file].concat(process.argv.slice(2)), { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => refuse(`Node 24 in node_modules does not run (${error.message}): run \`npm ci\` again.`));
  child.on("exit", (code, signal) => {
    if (!signal) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
