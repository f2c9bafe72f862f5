import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { identity, ServerProcess, until } from "./processes.ts";
import { screenOn } from "./screen.ts";
import { State } from "./state.ts";

describe("the folder of a start", () => {
  let state: State;
  const running: ServerProcess[] = [];
  beforeEach(() => {
    state = new State(join(mkdtempSync(join(tmpdir(), "strata-state-")), ".strata"));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.kill()));
    rmSync(join(state.folder, ".."), { recursive: true, force: true });
  });

  const screen = screenOn(new PassThrough(), false);
  const url = "http://127.0.0.1:8080";
  const lock = () => state.path("run", "start.json");
  const inRun = () => readdirSync(state.path("run"));

  function sleeper(): ServerProcess {
    const server = new ServerProcess({ file: "sleep", args: ["300"] }, state.path("sleep.log"));
    running.push(server);
    return server;
  }

  it("is held by one start at a time, and is free again after it", async () => {
    await state.take(url);
    const sentence = `\`npm start\` already runs in this folder (process ${process.pid}, ${url}): use that one, or end it with Ctrl-C.`;
    await assert.rejects(new State(state.folder).take(url), { name: "Problem", message: sentence });
    await state.release();
    await new State(state.folder).take(url);
    assert.deepEqual(inRun(), ["start.json"]);
  });

  for (const [what, content] of [
    ["a process that is gone", { name: "start", pid: 2 ** 22 - 1, identity: "boot:1", url }],
    ["a process whose number another one has now", { name: "start", pid: process.pid, identity: "boot:1", url }],
    ["nobody that can be read", "{"],
  ] as const) {
    it(`is taken over from ${what}`, async () => {
      mkdirSync(state.path("run"), { recursive: true });
      writeFileSync(lock(), typeof content === "string" ? content : JSON.stringify(content));
      await state.take(url);
      assert.equal(JSON.parse(readFileSync(lock(), "utf8")).identity, identity(process.pid));
      assert.deepEqual(inRun(), ["start.json"]);
    });
  }

  it("has one holder when several come at once after a killed one", async () => {
    mkdirSync(state.path("run"), { recursive: true });
    writeFileSync(lock(), JSON.stringify({ pid: 2 ** 22 - 1, identity: "boot:1", url }));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => new State(state.folder).take(url)));
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  });

  it("ends a process that a killed start left running", async () => {
    await state.take(url);
    const server = sleeper();
    await state.remember("redis", server);
    await state.endLeftovers(screen);
    assert.deepEqual(await server.exited, { code: null, signal: "SIGTERM" });
    assert.deepEqual(inRun(), ["start.json"]);
  });

  it("never ends a process that it did not start", async () => {
    await state.take(url);
    const server = sleeper();
    writeFileSync(state.path("run", "redis.json"), JSON.stringify({ name: "redis", pid: server.pid, identity: "boot:1" }));
    await state.endLeftovers(screen);
    assert.equal(server.exit, undefined);
    assert.deepEqual(inRun(), ["start.json"]);
  });

  it("removes the container of a client that was killed", async () => {
    await state.take(url);
    const marker = state.path("removed");
    const server = new ServerProcess({ file: "sleep", args: ["300"], remove: ["touch", marker] }, state.path("log"));
    await state.remember("mongod", server);
    process.kill(server.pid ?? 0, "SIGKILL");
    await server.exited;
    await state.endLeftovers(screen);
    await until(() => readdirSync(state.folder).includes("removed"), 1_000);
  });

  it("forgets its data when it is cleared, and not who holds it or what others keep there", async () => {
    await state.take(url);
    mkdirSync(state.path("mongodb-8.0"));
    writeFileSync(state.path("mongodb-8.0", "data"), "");
    writeFileSync(state.path("api.log.1"), "");
    mkdirSync(state.path("pulumi"));
    await state.rememberPort("mongod", 40_000);
    await state.rememberPort("redis", 40_001);
    assert.deepEqual([state.port("mongod"), state.port("redis")], [40_000, 40_001]);
    await state.clear();
    assert.deepEqual(readdirSync(state.folder), ["pulumi", "run"]);
    assert.equal(state.port("mongod"), undefined);
  });

  it("says so when it cannot be written", async () => {
    const file = `${state.folder}-file`;
    writeFileSync(file, "");
    await assert.rejects(new State(file).take(url), {
      name: "Problem",
      message: /^Cannot write to .*-file \(ENOTDIR\): give this user the right to/,
    });
  });
});
