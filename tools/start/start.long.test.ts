import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { programFor } from "../../test/servers.ts";
import { freePort } from "./ports.ts";
import { ended, identity, until } from "./processes.ts";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

/** `npm start` as a person runs it, in a process group of its own as a terminal gives it. */
class Start {
  readonly child: ChildProcess;
  readonly ended: ReturnType<typeof ended>;
  output = "";

  constructor(folder: string, words: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const variables = { ...process.env, MONGODB_URI: "", REDIS_NODES: "", ...env };
    this.child = spawn("npm", ["start", "--", ...words], {
      cwd: folder,
      detached: true,
      env: variables,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.ended = ended(this.child);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
  }

  /** Waits for the table. */
  async ready(): Promise<this> {
    await until(() => this.output.includes("/v1/users/me") || this.child.exitCode !== null, 120_000);
    assert.match(this.output, /Strata runs/);
    return this;
  }

  /** What a terminal does on Ctrl-C: every process of the group gets the signal. */
  async interrupt(): Promise<number | null> {
    process.kill(-(this.child.pid ?? 0), "SIGINT");
    return (await this.ended).code;
  }

  /** Ends it, however the test went. */
  async finish(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill("SIGTERM");
    await this.ended;
  }

  /** The commands under "Try:", as they stand. */
  get commands(): string[] {
    return this.output
      .split("\n")
      .filter((line) => line.startsWith("  curl "))
      .map((line) => line.trim());
  }
}

describe("npm start, from the first answer to the last", function () {
  this.timeout(180_000);
  let folder: string;
  let words: string[];
  let url: string;
  const starts: Start[] = [];

  before(async function () {
    // The programs go to the user's cache here, so that a start in a fresh copy finds them.
    await programFor(this, "mongod");
    await programFor(this, "redis");
    folder = mkdtempSync(join(tmpdir(), "strata-start-"));
    for (const name of ["app", "tools", "package.json"]) {
      cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => !path.endsWith("node_modules") });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const port = await freePort();
    words = ["--port", String(port), "--admin-port", String(await freePort())];
    url = `http://127.0.0.1:${port}`;
  });
  afterEach(async () => {
    for (const started of starts.splice(0)) await started.finish();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const start = (more: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Start => {
    const started = new Start(folder, [...words, ...more], env);
    starts.push(started);
    return started;
  };
  const strata = (...names: string[]) => join(folder, ".strata", ...names);

  /** Processes that are written down as ours, by name, the start itself included. */
  function ours(): Map<string, number> {
    const files = readdirSync(strata("run")).filter((name) => name.endsWith(".json"));
    return new Map(files.map((name) => [name.replace(".json", ""), JSON.parse(readFileSync(strata("run", name), "utf8")).pid]));
  }

  /** No process and no lock is left. */
  function assertAllGone(processes: Map<string, number>): void {
    assert.deepEqual(
      [...processes].filter(([, pid]) => identity(pid)),
      [],
    );
    assert.deepEqual(readdirSync(strata("run")), []);
  }

  /** Makes a product with the printed token and returns its id. */
  async function makeProduct({ output }: Start): Promise<string> {
    const token = /^ey\S+$/m.exec(output)?.[0];
    const response = await fetch(`${url}/v1/products`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        sku: "LONG-TEST",
        name: "Kept",
        description: "It survives.",
        price: { amount: 100, currency: "EUR" },
        stock: 1,
      }),
    });
    assert.equal(response.status, 201, await response.clone().text());
    return ((await response.json()) as { id: string }).id;
  }

  let kept: string;

  it("serves, its commands work as printed, and Ctrl-C leaves nothing running", async () => {
    const first = await start().ready();
    const processes = ours();
    assert.deepEqual([...processes.keys()].sort(), ["api", "mongod", "redis", "start"]);
    assert.equal(first.commands.length, 2);
    for (const command of first.commands) {
      const { stdout } = await run("bash", ["-c", command]);
      assert.match(stdout, /^HTTP\/1\.1 200 /, command);
    }
    const again = await run("bash", ["-c", first.commands[0] ?? ""]);
    assert.match(again.stdout, /^cache-status: .*hit/im);
    for (const path of ["/docs", "/openapi.json"]) assert.equal((await fetch(url + path)).status, 200, path);
    kept = await makeProduct(first);

    assert.equal(await first.interrupt(), 0);
    assertAllGone(processes);
  });

  it("keeps its data, and refuses a second start in the same folder", async () => {
    const second = await start().ready();
    assert.doesNotMatch(second.output, /Loading/);
    assert.equal((await fetch(`${url}/v1/products/${kept}`)).status, 200);

    const other = start();
    assert.equal((await other.ended).code, 1);
    assert.match(
      other.output,
      /^`npm start` already runs in this folder \(process \d+, http:\/\/127\.0\.0\.1:\d+\): use that one, or end it with Ctrl-C\.$/m,
    );
    assert.equal((await fetch(`${url}/v1/products/${kept}`)).status, 200);

    // As a service manager ends it: npm alone gets the signal.
    const processes = ours();
    second.child.kill("SIGTERM");
    await second.ended;
    await until(() => !existsSync(strata("run", "start.json")), 30_000);
    assertAllGone(processes);
  });

  it("cleans up after a start that was killed, and loses nothing", async () => {
    const killed = await start().ready();
    const processes = ours();
    process.kill(processes.get("start") ?? 0, "SIGKILL");
    await killed.ended;
    assert.ok(identity(processes.get("mongod") ?? 0), "the servers outlive a killed start");

    const next = await start().ready();
    assert.match(next.output, /^Ending mongod \(process \d+\), which an earlier start left running$/m);
    assert.deepEqual(
      [...processes].filter(([, pid]) => identity(pid)),
      [],
    );
    assert.equal((await fetch(`${url}/v1/products/${kept}`)).status, 200);
    const now = ours();
    assert.equal(await next.interrupt(), 0);
    assertAllGone(now);
  });

  for (const [name, sentence] of [
    ["api", /^The API ended \(signal SIGKILL\): /m],
    ["mongod", /^MongoDB ended \(signal SIGKILL\): start again, its data is kept\./m],
  ] as const) {
    it(`ends everything when ${name} dies, and says so`, async () => {
      const started = await start().ready();
      const processes = ours();
      process.kill(processes.get(name) ?? 0, "SIGKILL");
      assert.equal((await started.ended).code, 1);
      assert.match(started.output, sentence);
      // What is stopped on the way out has not ended by itself.
      assert.doesNotMatch(started.output, /Redis ended/);
      assertAllGone(processes);
    });
  }

  it("does not wait for what hangs after a second Ctrl-C", async () => {
    const started = await start().ready();
    const processes = ours();
    // A request that never ends keeps the API draining for its whole grace.
    const socket = connect(Number(words[1]), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write("POST /v1/users HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{");
    await until(
      async () => (await (await fetch(`http://127.0.0.1:${words[3]}/metrics`)).text()).includes("http_requests_in_flight 1"),
      10_000,
    );
    const starter = processes.get("start") ?? 0;
    const interrupted = () => {
      if (!identity(starter)) return true;
      process.kill(starter, "SIGINT");
      return false;
    };
    await until(interrupted, 10_000);
    assert.equal((await started.ended).code, 130);
    await until(() => [...processes.values()].every((pid) => identity(pid) === undefined), 1_000);
    socket.destroy();
  });

  it("goes on when Redis dies", async () => {
    const started = await start().ready();
    process.kill(ours().get("redis") ?? 0, "SIGKILL");
    await until(() => started.output.includes("Redis ended (signal SIGKILL): the API goes on with its first cache tier."), 10_000);
    assert.equal((await fetch(`${url}/v1/products/${kept}`)).status, 200);
  });

  it("says which port is taken, before it starts anything", async () => {
    const taken = createServer();
    const { promise, resolve: listening } = Promise.withResolvers<void>();
    taken.listen(Number(words[1]), "127.0.0.1", listening);
    await promise;
    const started = start();
    const { code } = await started.ended;
    taken.close();
    assert.equal(code, 1);
    assert.match(
      started.output,
      new RegExp(`^Port ${words[1]} of 127\\.0\\.0\\.1 is taken by another program: stop that one, or choose another`, "m"),
    );
    assert.deepEqual(readdirSync(strata("run")), []);
  });

  it("passes on what the API says about its configuration", async () => {
    const started = start([], { CACHE_L1_BYTES: "many" });
    assert.equal((await started.ended).code, 1);
    assert.match(started.output, /CACHE_L1_BYTES: /);
    assert.deepEqual(readdirSync(strata("run")), []);
  });

  it("refuses a MongoDB that was named and does not answer, instead of starting one", async () => {
    const started = start([], { MONGODB_URI: "mongodb://user:secret@127.0.0.1:1/db" });
    assert.equal((await started.ended).code, 1);
    assert.match(started.output, /^The MongoDB of MONGODB_URI cannot be used \(.+\): correct the variable, or unset it/m);
    assert.doesNotMatch(started.output, /secret/);
  });

  it("uses the servers that were named", async () => {
    const own = await start().ready();
    const [, mongod] = /127\.0\.0\.1:(\d+), /.exec(own.output.slice(own.output.indexOf("MongoDB "))) ?? [];
    const [, redis] = /127\.0\.0\.1:(\d+), /.exec(own.output.slice(own.output.search(/(Valkey|Redis) \d/))) ?? [];
    const copy = mkdtempSync(join(tmpdir(), "strata-start-"));
    for (const name of ["app", "tools", "package.json", "node_modules"]) symlinkSync(join(folder, name), join(copy, name));
    rmSync(join(copy, "tools"));
    cpSync(join(folder, "tools"), join(copy, "tools"), { recursive: true });
    const ports = ["--port", String(await freePort()), "--admin-port", String(await freePort())];
    const given = { MONGODB_URI: `mongodb://127.0.0.1:${mongod}/given?replicaSet=strata`, REDIS_NODES: `127.0.0.1:${redis}` };
    const named = new Start(copy, ports, given);
    try {
      await named.ready();
      assert.match(named.output, /given by MONGODB_URI$/m);
      assert.match(named.output, /given by REDIS_NODES$/m);
      assert.equal(await named.interrupt(), 0);
      assert.equal((await fetch(`${url}/v1/products/${kept}`)).status, 200);
    } finally {
      await named.finish();
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it("deletes its data only when told to", async () => {
    mkdirSync(strata("mongodb-4.2"));
    const mine = join(folder, "mine");
    writeFileSync(mine, "");
    const fresh = await start(["--fresh"]).ready();
    assert.match(fresh.output, /Loading/);
    assert.equal((await fetch(`${url}/v1/products/${kept}`)).status, 404);
    assert.ok(existsSync(mine));
    assert.ok(!existsSync(strata("mongodb-4.2")));
  });

  it("says that its data is damaged, and leaves it as it is", async () => {
    const [data = ""] = readdirSync(strata()).filter((name) => name.startsWith("mongodb-"));
    rmSync(strata(data), { recursive: true });
    mkdirSync(strata(data));
    for (const name of ["WiredTiger", "WiredTiger.wt", "WiredTiger.turtle"]) writeFileSync(strata(data, name), "damaged");
    const started = start();
    assert.equal((await started.ended).code, 1);
    assert.match(started.output, /^MongoDB \S+ does not start on the data in .*Nothing was deleted: move that folder away/m);
    assert.equal(readFileSync(strata(data, "WiredTiger"), "utf8"), "damaged");
    assert.deepEqual(readdirSync(strata("run")), []);
  });
});
