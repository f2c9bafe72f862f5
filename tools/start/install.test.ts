import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lacks } from "../../test/needs.ts";
import { cacheFolder, install } from "./install.ts";

describe("installing into the cache", () => {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), "strata-cache-"));
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  const bring = (content: string, meanwhile?: Promise<unknown>) => async (work: string) => {
    const file = join(work, "program");
    await writeFile(file, content);
    await meanwhile;
    return file;
  };

  it("is in the user's cache folder", () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: "/caches", HOME: "/home/me" }), "/caches/strata");
    assert.equal(cacheFolder({ HOME: "/home/me" }), "/home/me/.cache/strata");
  });

  it("puts an executable in its place and leaves nothing else", async () => {
    const file = await install(cache, "thing-1.0/thing", bring("whole"));
    assert.equal(readFileSync(file, "utf8"), "whole");
    assert.equal(statSync(file).mode & 0o777, 0o755);
    assert.deepEqual(readdirSync(cache), ["thing-1.0"]);
  });

  it("lets two processes install at once, each seeing a whole program", async () => {
    const gate = Promise.withResolvers<void>();
    const slow = install(cache, "thing/thing", bring("slow", gate.promise));
    const file = await install(cache, "thing/thing", bring("quick"));
    assert.equal(readFileSync(file, "utf8"), "quick");
    gate.resolve();
    assert.equal(readFileSync(await slow, "utf8"), "slow");
    assert.deepEqual(readdirSync(cache), ["thing"]);
  });

  it("leaves what is there alone when the new one fails", async () => {
    const file = await install(cache, "thing/thing", bring("good"));
    await assert.rejects(
      install(cache, "thing/thing", () => Promise.reject(new Error("checksum"))),
      /checksum/,
    );
    assert.equal(readFileSync(file, "utf8"), "good");
    assert.deepEqual(readdirSync(cache), ["thing"]);
  });

  it("removes what a killed process left a day ago, and not what another one is at", async () => {
    for (const name of ["part-old", "part-new"]) mkdirSync(join(cache, name));
    utimesSync(join(cache, "part-old"), new Date(0), new Date(0));
    await install(cache, "thing/thing", bring("whole"));
    assert.deepEqual(readdirSync(cache).sort(), ["part-new", "thing"]);
  });

  it("says so when the disk is full", async function () {
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", cache], { stdio: "pipe" });
    } catch {
      lacks(this, "mount", "only root can make a small disk");
    }
    try {
      await assert.rejects(install(cache, "thing/thing", bring("x".repeat(100_000))), {
        name: "Problem",
        message: `the disk of ${cache} is full`,
      });
      assert.deepEqual(readdirSync(cache), []);
    } finally {
      execFileSync("umount", [cache]);
    }
  });

  it("says which folder it cannot write", async () => {
    writeFileSync(join(cache, "file"), "");
    await assert.rejects(install(join(cache, "file"), "thing/thing", bring("x")), /ENOTDIR|EEXIST/);
  });
});
