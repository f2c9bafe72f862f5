import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ended, until } from "./start/processes.ts";

/** Makes the process believe that it is this old Node. */
const asNode = (version: string) => {
  const script = `Object.defineProperty(process, "versions", { value: { node: "${version}" } });
    Object.defineProperty(process, "version", { value: "v${version}" });`;
  return ["--import", `data:text/javascript,${encodeURIComponent(script)}`];
};

describe("the first file of npm start", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-first-"));
    mkdirSync(join(folder, "tools/start"), { recursive: true });
    cpSync(join(import.meta.dirname, "start.mjs"), join(folder, "tools/start.mjs"));
    writeFileSync(join(folder, "tools/start/main.ts"), 'const word: string = "began";\nconsole.log(word);\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The packages, with `script` in the place of Node 24. */
  function install(script?: string): void {
    mkdirSync(join(folder, "node_modules/mongodb"), { recursive: true });
    if (!script) return;
    mkdirSync(join(folder, "node_modules/node/bin"), { recursive: true });
    writeFileSync(join(folder, "node_modules/node/bin/node"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  function begin(flags: readonly string[], words: readonly string[] = []) {
    const child = spawn(process.execPath, [...flags, join(folder, "tools/start.mjs"), ...words], { stdio: ["ignore", "pipe", "pipe"] });
    const begun = { child, output: "", ended: ended(child) };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        begun.output += text;
      });
    }
    return begun;
  }

  it("goes on with a Node that is new enough", async () => {
    install("exit 9");
    const begun = begin([]);
    assert.deepEqual([(await begun.ended).code, begun.output], [0, "began\n"]);
  });

  it("says in one sentence that the packages are missing", async () => {
    const begun = begin([]);
    const sentence = `The packages are not installed: run \`npm ci\` in ${folder} and start again.\n`;
    assert.deepEqual([(await begun.ended).code, begun.output], [1, sentence]);
  });

  for (const version of ["20.11.0", "24.11.1"]) {
    it(`says in one sentence that Node ${version} is too old`, async () => {
      install();
      const begun = begin(asNode(version));
      const sentence = `Strata needs Node 24.12 or newer and this is v${version}: install Node 24, or run \`npm ci\` without --omit=optional, which brings one along.\n`;
      assert.deepEqual([(await begun.ended).code, begun.output], [1, sentence]);
    });
  }

  it("runs again with the packages' Node, with the same words, and ends as that does", async () => {
    install('echo "$@"; exit 7');
    const begun = begin(asNode("20.11.0"), ["--port", "9000"]);
    assert.deepEqual([(await begun.ended).code, begun.output], [7, `${join(folder, "tools/start.mjs")} --port 9000\n`]);
  });

  it("passes signals on", async () => {
    install('trap "echo told; exit 3" TERM; echo ready; while :; do sleep 0.01; done');
    const begun = begin(asNode("20.11.0"));
    await until(() => begun.output === "ready\n", 5_000);
    begun.child.kill("SIGTERM");
    assert.deepEqual([(await begun.ended).code, begun.output], [3, "ready\ntold\n"]);
  });
});
