import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { eventually } from "./api.ts";
import { programFor } from "./servers.ts";

const root = resolve(import.meta.dirname, "..");

/** The commands of the README's first table, split at `&&`. */
function commands(): string[] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const table = readme.slice(readme.indexOf("\n|"), readme.indexOf("\n\n", readme.indexOf("\n|")));
  const cells = table
    .split("\n")
    .slice(3)
    .map((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? "");
  return cells.flatMap((cell) => cell.split(" && "));
}

describe("the README's first screen, in a fresh clone", function () {
  this.timeout(15 * 60_000);
  let folder = "";
  const children: ChildProcess[] = [];
  before(async function () {
    // Skips with the reason where no server can be had.
    await programFor(this, "mongod");
    await programFor(this, "redis");
    folder = mkdtempSync(join(tmpdir(), "strata-clone-"));
    execFileSync("git", ["clone", "--quiet", root, folder]);
  });
  after(() => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  function run(command: string) {
    const child = spawn("bash", ["-c", `exec ${command}`], { cwd: folder, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    return { child, output: () => output, exited: new Promise<number | null>((done) => child.once("close", done)) };
  }

  async function succeed(command: string): Promise<string> {
    const { output, exited } = run(command);
    assert.equal(await exited, 0, output());
    return output();
  }

  const ways: Record<string, () => Promise<void>> = {
    "npm ci": async () => void (await succeed("npm ci")),
    "npm start": async () => {
      // As pasted but for the ports, which something else on this machine may have.
      const { child, output, exited } = run(`npm start -- --port ${await freePort()} --admin-port ${await freePort()}`);
      await eventually(() => assert.match(output(), /^ {2}curl .*Bearer/m, output()), 300);
      const lines = output()
        .split("\n")
        .filter((line) => line.startsWith("  curl "));
      assert.equal(lines.length, 2);
      for (const line of lines) assert.match(await succeed(line.trim()), /^HTTP\/1\.1 200 OK/m);
      child.kill("SIGINT");
      await exited;
      assert.match(output(), /Stopped\.\s*$/);
    },
    "npm run plan -- prod": async () => assert.match(await succeed("npm run plan -- prod"), /^strata prod: \d+ resources/m),
    "npm test": async () => assert.match((await succeed("npm test")).trimEnd(), /\n\d+ passed, 0 failed, \d+ skipped$/),
    "npm run bench -- http": async () => assert.match(await succeed("npm run bench -- http --rounds 1 --seconds 1"), /^L1 hit +\d/m),
  };

  // This test is part of what `test:all` runs.
  const known = [...Object.keys(ways), "npm run test:all"];
  it("has no command that is not run here", () =>
    assert.deepEqual(
      commands().filter((command) => !known.includes(command)),
      [],
    ));
  it("works, command by command", async () => {
    for (const command of commands()) await ways[command]?.();
  });
});

/** Without what npm and mocha set for us, as a user's shell has it. */
function environment(): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? "").split(":").filter((part) => !part.includes("node_modules"));
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|MOCHA)/i.test(name));
  return { ...Object.fromEntries(own), PATH: path.join(":") };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
