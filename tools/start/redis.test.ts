import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programFor } from "../../test/servers.ts";
import { exchange } from "./ports.ts";
import type { Program } from "./program.ts";
import { startRedis } from "./redis.ts";

describe("Redis under npm start", () => {
  let program: Program;
  let folder: string;
  before(async function () {
    program = await programFor(this, "redis");
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-redis-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const options = () => ({ folder: join(folder, "data"), log: join(folder, "log"), name: "test" });

  it("is bounded, drops what was least recently used, and writes nothing", async () => {
    const { process, port } = await startRedis(program, options());
    const setting = async (name: string) => (await exchange("127.0.0.1", port, `CONFIG GET ${name}\r\n`, 1_000))?.split("\r\n").at(-2);
    assert.equal(await setting("maxmemory"), String(256 * 1024 ** 2));
    assert.equal(await setting("maxmemory-policy"), "allkeys-lru");
    assert.equal(await setting("bind"), "127.0.0.1");
    assert.deepEqual(await process.stop(), { code: 0, signal: null });
    assert.deepEqual(readdirSync(join(folder, "data")), []);
  });

  it("says why it does not start", async () => {
    writeFileSync(join(folder, "broken"), "#!/bin/sh\necho 'Illegal instruction'\nexit 132\n", { mode: 0o755 });
    await assert.rejects(startRedis({ ...program, run: { file: join(folder, "broken") } }, options()), {
      name: "Problem",
      message: `${program.product} ${program.version} does not start: Illegal instruction. All it said is in ${join(folder, "log")}.`,
    });
  });
});
