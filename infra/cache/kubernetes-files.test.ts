import assert from "node:assert/strict";
import { apiAccess } from "./access.ts";
import { replicationFile, scripts, settings, usersFile } from "./kubernetes-files.ts";

describe("files of Valkey in a cluster", () => {
  for (const line of [
    "port 0",
    "tls-cluster yes",
    "tls-replication yes",
    'tls-protocols "TLSv1.3"',
    "cluster-enabled yes",
    "cluster-require-full-coverage no",
    "maxmemory 768mb",
    "maxmemory-policy allkeys-lru",
    'save ""',
    "appendonly no",
  ]) {
    it(`set ${line}`, () => assert.ok(settings(768).split("\n").includes(line)));
  }

  it("let in the API with its rights and the pods themselves, by the hash of their passwords, and nobody else", () => {
    // printf %s canary-4711 | sha256sum
    const hash = "fcb3964ba880e950970f401750817e6b35448bc5ed3a4c06ca67c743f36b5aa6";
    const [nobody, api, operator, ...others] = usersFile("canary-4711", "canary-4712").trimEnd().split("\n");
    assert.equal(nobody, "user default off -@all");
    assert.equal(api, `user api #${hash} ${apiAccess.rights}`);
    assert.match(operator ?? "", /^user operator #[0-9a-f]{64} on ~\* &\* \+@all$/);
    assert.deepEqual(others, []);
  });

  it("quote the password that replicas log in with", () =>
    assert.equal(replicationFile('a "b" c'), 'primaryuser operator\nprimaryauth "a \\"b\\" c"\n'));

  it("are scripts that stop at the first error", () => {
    for (const [name, text] of Object.entries(scripts)) {
      assert.match(text, name === "common.sh" ? /^set -eu\n/ : /^\. \/etc\/valkey\/common\.sh\n/, name);
    }
  });
});
