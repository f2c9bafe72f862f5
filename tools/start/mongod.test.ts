import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { lacks } from "../../test/needs.ts";
import { programFor } from "../../test/servers.ts";
import { firstComplaint, mongodbUri, type ServerOptions, startMongod } from "./mongod.ts";
import type { ServerProcess } from "./processes.ts";
import type { Program } from "./program.ts";

describe("mongod under npm start", function () {
  this.timeout(60_000);
  let program: Program;
  let folder: string;
  let options: ServerOptions;
  const processes: ServerProcess[] = [];
  before(async function () {
    program = await programFor(this, "mongod");
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-mongod-"));
    options = { folder: join(folder, "data"), log: join(folder, "log"), name: "test", spawned: (server) => processes.push(server) };
  });
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps its data over a restart, also when its port has been taken meanwhile", async () => {
    const first = await startMongod(program, options);
    await inTransaction(first.port, async (client, session) => {
      await client.db().collection("things").insertOne({ name: "kept" }, { session });
    });
    assert.deepEqual(await first.process.stop(), { code: 0, signal: null });

    const other = await listenOn(first.port);
    const second = await startMongod(program, { ...options, port: first.port }).finally(() => other.close());
    assert.notEqual(second.port, first.port);
    await inTransaction(second.port, async (client, session) => {
      assert.equal((await client.db().collection("things").findOne({}, { session }))?.name, "kept");
    });
  });

  it("says in one sentence that its data cannot be read, and deletes nothing", async () => {
    const data = options.folder;
    mkdirSync(data);
    for (const name of ["WiredTiger", "WiredTiger.wt", "WiredTiger.turtle"]) writeFileSync(join(data, name), "no such thing");
    await assert.rejects(startMongod(program, options), (error: Error) => {
      assert.equal(error.name, "Problem");
      assert.ok(error.message.startsWith(`MongoDB ${program.version} does not start on the data in ${data}: `), error.message);
      assert.match(error.message, /Nothing was deleted: move that folder away to keep it, or delete it with `npm start -- --fresh`\./);
      return true;
    });
    assert.equal(readFileSync(join(data, "WiredTiger"), "utf8"), "no such thing");
    assert.ok(readdirSync(data).includes("WiredTiger.wt"));
  });

  it("says that another mongod uses its data", async () => {
    await startMongod(program, options);
    await assert.rejects(startMongod(program, { ...options, log: join(folder, "second.log") }), {
      name: "Problem",
      message: `Another mongod uses ${options.folder}: stop it (mongod.lock in that folder holds its process id) and start again.`,
    });
  });

  it("does not begin on a disk without room", async function () {
    mkdirSync(options.folder);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=10m", "tmpfs", options.folder], { stdio: "pipe" });
    } catch {
      lacks(this, "mount", "only root can make a small disk");
    }
    try {
      await assert.rejects(startMongod(program, options), {
        name: "Problem",
        message: /^The disk of .*data has 10 MB left and MongoDB needs 537: free some\.$/,
      });
      assert.deepEqual(readdirSync(options.folder), []);
    } finally {
      execFileSync("umount", [options.folder]);
    }
  });

  it("says what a program without its libraries says", async () => {
    writeFileSync(join(folder, "mongod"), "#!/bin/sh\necho 'error while loading shared libraries: libcurl.so.4' >&2\nexit 127\n", {
      mode: 0o755,
    });
    const broken: Program = { ...program, run: { file: join(folder, "mongod") } };
    await assert.rejects(startMongod(broken, options), /: error while loading shared libraries: libcurl\.so\.4\. Nothing was deleted/);
  });
});

it("a log's first error is the cause, not what follows from it", () => {
  const lines = [
    '{"s":"I","msg":"starting"}',
    '{"s":"E","msg":"WiredTiger error message","attr":{"error":22,"message":{"msg":"not a turtle file"}}}',
    '{"s":"F","msg":"Fatal assertion","attr":{"msgid":28595}}',
  ];
  assert.equal(firstComplaint(lines.join("\n")), "WiredTiger error message: not a turtle file.");
});

async function inTransaction(port: number, work: (client: MongoClient, session: import("mongodb").ClientSession) => Promise<void>) {
  const client = new MongoClient(mongodbUri(port, "test"));
  try {
    await client.withSession((session) => session.withTransaction(() => work(client, session)));
  } finally {
    await client.close();
  }
}

/** Another program on that port: it does not understand what it is asked and hangs up. */
async function listenOn(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(port, "127.0.0.1", resolve);
  await promise;
  return server;
}
