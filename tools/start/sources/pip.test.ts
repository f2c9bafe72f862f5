import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PassThrough } from "node:stream";
import { lacks } from "../../../test/needs.ts";
import { screenOn } from "../screen.ts";
import type { Wheel } from "./fetched.ts";
import { download } from "./pip.ts";

describe("wheels fetched with pip", function () {
  this.timeout(30_000);
  let folder: string;
  let wheel: Wheel;

  before(function () {
    try {
      execFileSync("python3", ["-m", "pip", "--version"], { stdio: "pipe" });
    } catch {
      lacks(this, "pip", "no python3 with pip");
    }
    folder = mkdtempSync(join(tmpdir(), "strata-pip-"));
    const metadata = join(folder, "made/strata_probe-1.0.dist-info");
    mkdirSync(metadata, { recursive: true });
    mkdirSync(join(folder, "index"));
    writeFileSync(join(metadata, "METADATA"), "Metadata-Version: 2.1\nName: strata-probe\nVersion: 1.0\n");
    writeFileSync(join(metadata, "WHEEL"), "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    writeFileSync(join(metadata, "RECORD"), "");
    const file = join(folder, "index/strata_probe-1.0-py3-none-any.whl");
    execFileSync("python3", ["-m", "zipfile", "-c", file, metadata]);
    const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
    wheel = { requirement: "strata-probe==1.0", sha256, size: readFileSync(file).length, program: "none", place: "none" };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Asks pip with a local folder for an index. */
  async function fetched(what: Wheel, index = join(folder, "index")) {
    const work = mkdtempSync(join(folder, "work-"));
    const output = new PassThrough();
    const search = {
      env: { ...process.env, PIP_NO_INDEX: "1", PIP_FIND_LINKS: index },
      screen: screenOn(output, false),
      signal: new AbortController().signal,
    };
    const result = await download(what, work, search).catch((error: Error) => error);
    return { result, said: String(output.read()), files: readdirSync(work).filter((name) => name.endsWith(".whl")) };
  }

  it("arrive with their name and size told", async () => {
    const { result, said } = await fetched(wheel);
    assert.equal(typeof result === "string" && basename(result), "strata_probe-1.0-py3-none-any.whl");
    assert.equal(said, "Fetching strata-probe==1.0 from PyPI: begins, 0.0 MB\nFetching strata-probe==1.0 from PyPI: done\n");
  });

  it("are refused when their checksum is another", async () => {
    const { result, said, files } = await fetched({ ...wheel, sha256: "0".repeat(64) });
    assert.equal(String(result), "Error: the download does not have the expected checksum and was thrown away");
    assert.match(said, /stopped at/);
    assert.deepEqual(files, []);
  });

  it("give pip's reason when they are not to be had", async () => {
    const { result } = await fetched(wheel, join(folder, "made"));
    assert.match(String(result), /^Error: Could not find a version that satisfies the requirement strata-probe==1\.0/);
  });
});
