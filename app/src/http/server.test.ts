import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { lacks } from "../../../test/needs.ts";
import { type Listening, listen } from "./server.ts";

describe("the public port with TLS", () => {
  let folder = "";
  let cert = "";
  let server: Listening | undefined;
  before(async function () {
    folder = mkdtempSync(join(tmpdir(), "strata-tls-"));
    const made = spawnSync("openssl", [
      ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost".split(
        " ",
      ),
      ...["-keyout", join(folder, "key"), "-out", join(folder, "cert")],
    ]);
    if (made.error) lacks(this, "openssl", "no openssl on PATH to make a certificate with");
    cert = readFileSync(join(folder, "cert"), "utf8");
    server = await listen((_request, response) => response.end("ok"), 0, "127.0.0.1", {
      cert,
      key: readFileSync(join(folder, "key"), "utf8"),
    });
  });
  after(async () => {
    server?.cut();
    await server?.drain();
    rmSync(folder, { recursive: true, force: true });
  });

  it("speaks TLS 1.3", async () => {
    const protocol = await new Promise((resolve, reject) => {
      const request = get({ host: "127.0.0.1", servername: "localhost", port: server?.port, ca: cert, agent: false }, (response) => {
        resolve((response.socket as import("node:tls").TLSSocket).getProtocol());
        response.resume();
      });
      request.on("error", reject);
    });
    assert.equal(protocol, "TLSv1.3");
  });

  it("and nothing older", async () => {
    const error = await new Promise<NodeJS.ErrnoException>((resolve, reject) => {
      const socket = connect({ host: "127.0.0.1", servername: "localhost", port: server?.port ?? 0, ca: cert, maxVersion: "TLSv1.2" }, () =>
        reject(new Error("connected")),
      );
      socket.on("error", resolve);
    });
    assert.equal(error.code, "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION");
  });
});
