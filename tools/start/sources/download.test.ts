import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import type { Search } from "../find.ts";
import { screenOn } from "../screen.ts";
import { fromDownload } from "./download.ts";
import { mongodbVersion } from "./fetched.ts";

describe("the download of MongoDB", function () {
  this.timeout(30_000);
  let folder: string;
  let archive: Buffer;
  let server: Server;
  const asked: string[] = [];
  /** What the mirror says the checksum is. */
  let md5: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "strata-download-"));
    const program = join(folder, "mongodb-build/bin/mongod");
    mkdirSync(join(folder, "mongodb-build/bin"), { recursive: true });
    writeFileSync(program, `#!/bin/sh\necho "db version v${mongodbVersion}"\n`);
    chmodSync(program, 0o755);
    execFileSync("tar", ["-czf", join(folder, "build.tgz"), "-C", folder, "mongodb-build"]);
    archive = readFileSync(join(folder, "build.tgz"));
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      const body = request.url?.endsWith(".md5") ? Buffer.from(`${md5}  build.tgz\n`) : archive;
      response.writeHead(200, { "content-length": body.length }).end(body);
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, "127.0.0.1", resolve);
    await promise;
  });
  after(() => {
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function search(cache: string): { search: Search; said: () => string } {
    const output = new PassThrough();
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      search: {
        kind: "mongod",
        env: { ...process.env, XDG_CACHE_HOME: join(folder, cache), MONGOMS_DOWNLOAD_MIRROR: mirror, MONGOMS_USE_HTTP: "true" },
        screen: screenOn(output, false),
        signal: new AbortController().signal,
      },
      said: () => String(output.read() ?? ""),
    };
  }

  it("installs the pinned version, says where it comes from, and compares the checksum", async () => {
    md5 = createHash("md5").update(archive).digest("hex");
    const { search: given, said } = search("good");
    const program = await fromDownload.look(given);
    assert.equal(program.version, mongodbVersion);
    assert.deepEqual(program.run, { file: join(folder, "good/strata", `mongodb-${mongodbVersion}`, "mongod") });
    assert.match(said(), /^Downloading MongoDB 8\.0\.\d+ from MongoDB's download site: begins/);
    assert.match(asked[0] ?? "", new RegExp(`mongodb-.*-${mongodbVersion}\\.tgz$`));
    assert.match(asked[1] ?? "", /\.tgz\.md5$/);
  });

  it("refuses an archive with another checksum and leaves nothing behind", async () => {
    md5 = createHash("md5").update("another").digest("hex");
    await assert.rejects(fromDownload.look(search("bad").search), /md5/i);
    assert.deepEqual(readdirSync(join(folder, "bad/strata")), []);
  });

  it("gives the reason when the site cannot be reached", async () => {
    const { search: given } = search("unreachable");
    const env = { ...given.env, MONGOMS_DOWNLOAD_MIRROR: "http://127.0.0.1:1" };
    await assert.rejects(fromDownload.look({ ...given, env }), /ECONNREFUSED/);
  });
});
