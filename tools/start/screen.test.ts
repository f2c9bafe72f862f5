import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { epitaph } from "./api.ts";
import { followLog, inShort } from "./log.ts";
import { screenOn } from "./screen.ts";
import { table } from "./table.ts";

describe("what npm start shows", () => {
  it("is a few plain lines of progress where there is no terminal", () => {
    const output = new PassThrough();
    const bar = screenOn(output, false).progress("Fetching x from y", 40_000_000, "MB");
    for (let done = 0; done <= 40_000_000; done += 1_000_000) bar.update(done);
    bar.end(true);
    const quarters = ["25 %", "50 %", "75 %"].map((share) => `Fetching x from y: ${share} of 40.0 MB`);
    assert.deepEqual(String(output.read()).trim().split("\n"), [
      "Fetching x from y: begins, 40.0 MB",
      ...quarters,
      "Fetching x from y: done",
    ]);
  });

  it("is one line that is redrawn on a terminal", () => {
    const output = new PassThrough();
    const bar = screenOn(output, true).progress("Loading", 200, "items");
    bar.update(100);
    bar.end(true);
    const frames = String(output.read()).split("\r\x1b[K");
    assert.equal(frames.at(1), `Loading  ${"░".repeat(24)}  0 % of 200`);
    assert.equal(frames.at(-1), `Loading  ${"█".repeat(24)}  100 % of 200\n`);
  });

  it("are the API's warnings and errors in short, and what is no log line", () => {
    assert.equal(inShort('{"level":"info","msg":"ready"}'), undefined);
    assert.equal(inShort('{"level":"error","msg":"redis","err":{"message":"ECONNREFUSED"}}'), "error: redis: ECONNREFUSED");
    assert.equal(inShort("Error: a crash"), "Error: a crash");
    assert.equal(inShort(" "), undefined);
  });

  it("does not repeat a complaint", () => {
    const folder = mkdtempSync(join(tmpdir(), "strata-log-"));
    try {
      const warning = '{"level":"warn","msg":"redis is away"}\n';
      writeFileSync(join(folder, "log"), `${warning}${warning}{"level":"error","msg":"other"}\n`);
      const said: string[] = [];
      const end = followLog(join(folder, "log"), (line) => said.push(line));
      end();
      assert.deepEqual(said, ["warn: redis is away", "error: other"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names the error that ended the API, not its stack", async () => {
    const folder = mkdtempSync(join(tmpdir(), "strata-log-"));
    try {
      const log = join(folder, "log");
      writeFileSync(log, "file:///main.ts:3\n\nTypeError: x is not a function\n    at main.ts:3\n\nNode.js v24.21.0\n");
      const sentence = `The API ended (exit code 1): TypeError: x is not a function. All it said is in ${log}.`;
      assert.equal(await epitaph({ code: 1, signal: null }, log), sentence);
      writeFileSync(log, "The configuration has problems:\n  PORT: must be a whole number\n");
      assert.equal(await epitaph({ code: 78, signal: null }, log), "The configuration has problems:\n  PORT: must be a whole number");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("ends with a table and commands to paste", () => {
    const text = table({
      url: "http://127.0.0.1:8080",
      adminUrl: "http://127.0.0.1:9464",
      parts: [["MongoDB 8.0.17", "127.0.0.1:1, on PATH (/usr/bin/mongod)"]],
      token: "a.b.c",
      product: "p-1",
      seconds: 2.345,
    });
    assert.match(text, /^Strata runs, after 2\.3 s\. Ctrl-C stops it\.$/m);
    assert.match(text, /^ {2}API page {8}http:\/\/127\.0\.0\.1:8080\/docs$/m);
    assert.match(text, /^ {2}Metrics {9}http:\/\/127\.0\.0\.1:9464\/metrics$/m);
    assert.match(text, /^ {2}curl -i 'http:\/\/127\.0\.0\.1:8080\/v1\/products\/p-1'$/m);
    assert.match(text, /^ {2}curl -i 'http:\/\/127\.0\.0\.1:8080\/v1\/users\/me' -H 'Authorization: Bearer a\.b\.c'$/m);
  });
});
