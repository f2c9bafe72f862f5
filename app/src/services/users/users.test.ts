import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type Api, assertProblem, type Bench, prepare } from "../../../../test/api.ts";

describe("users", () => {
  let bench: Bench;
  let api: Api;
  before(async function () {
    bench = await prepare(this);
    api = await bench.start();
  });
  after(() => bench?.close());

  const someone = () => ({
    handle: `u_${randomBytes(5).toString("hex")}`,
    name: "Ada",
    email: "ada@example.com",
    password: "correct horse",
  });
  async function register(fields: object = {}) {
    const { status, body } = await api.ask("POST", "/v1/users", { body: { ...someone(), ...fields } });
    assert.equal(status, 201, JSON.stringify(body));
    return { user: body, token: await bench.userToken(body.id) };
  }

  it("registers anybody, without rights, and never shows the password", async () => {
    const body = someone();
    const answered = await api.ask("POST", "/v1/users", { body });
    assert.equal(answered.status, 201);
    const { id, createdAt, updatedAt, ...rest } = answered.body;
    assert.deepEqual(rest, { handle: body.handle, name: "Ada", email: "ada@example.com", emailVerified: false, roles: [], version: 1 });
    assert.equal(answered.headers.get("location"), `/v1/users/${id}`);
    const stored = await bench.database.collection<{ _id: string; password: string }>("users").findOne({ _id: id });
    assert.match(stored?.password ?? "", /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    const token = await bench.userToken(id);
    assert.doesNotMatch(JSON.stringify(await api.ask("GET", `/v1/users/${id}`, { token })), /argon2|password/);
  });

  it("lets nobody choose their own roles", async () => {
    assertProblem(await api.ask("POST", "/v1/users", { body: { ...someone(), roles: ["admin"] } }), 400);
  });

  it("gives a handle once, and an e-mail address to whoever names it", async () => {
    const { user } = await register();
    const taken = await api.ask("POST", "/v1/users", { body: { ...someone(), handle: user.handle } });
    assertProblem(taken, 409, "handle-taken");
    assert.deepEqual(taken.body.errors, [{ path: "handle", message: "is taken" }]);
    const again = await api.ask("POST", "/v1/users", { body: { ...someone(), email: user.email } });
    assert.equal(again.status, 201);
    const twice = someone();
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await api.ask("POST", "/v1/users", { body: twice })).status));
    assert.deepEqual(statuses.sort(), [201, 409, 409, 409]);
    assert.equal(await bench.database.collection("user_keys").countDocuments({ handle: twice.handle }), 1);
  });

  it("shows a user to themselves, under their id and as me, privately", async () => {
    const { user, token } = await register();
    for (const path of [`/v1/users/${user.id}`, "/v1/users/me"]) {
      const answered = await api.ask("GET", path, { token });
      assert.deepEqual(answered.body, user);
      assert.equal(answered.headers.get("cache-control"), "private, no-store");
      assert.equal(answered.headers.get("etag"), '"1"');
    }
    assert.equal((await api.ask("GET", "/v1/users/me", { token })).headers.get("cache-status"), "l1; hit");
  });

  it("hides a user from others, also when they are in the cache", async () => {
    const { user, token } = await register();
    const other = await register();
    await api.ask("GET", `/v1/users/${user.id}`, { token });
    assertProblem(await api.ask("GET", `/v1/users/${user.id}`), 401);
    assertProblem(await api.ask("GET", `/v1/users/${user.id}`, { token: other.token }), 404);
    assertProblem(
      await api.ask("PATCH", `/v1/users/${user.id}`, { token: other.token, body: { name: "Eve" }, headers: { "if-match": '"1"' } }),
      404,
    );
    assertProblem(await api.ask("DELETE", `/v1/users/${user.id}`, { token: other.token }), 404);
    assert.deepEqual((await api.ask("GET", "/v1/users/me", { token: other.token })).body, other.user);
  });

  it("shows a user to support with a second factor, and asks for one where it lacks", async () => {
    const { user } = await register();
    const support = { scope: "users:admin", roles: ["support"] };
    const weak = await api.ask("GET", `/v1/users/${user.id}`, { token: await bench.userToken("s1", support) });
    assertProblem(weak, 401);
    assert.match(weak.headers.get("www-authenticate") ?? "", /error="insufficient_user_authentication".*acr_values="mfa"/);
    const strong = await api.ask("GET", `/v1/users/${user.id}`, {
      token: await bench.userToken("s1", { ...support, amr: ["pwd", "otp"] }),
    });
    assert.deepEqual(strong.body, user);
  });

  it("shows a change to every subject that had read the user", async () => {
    const { user, token } = await register();
    const admin = await bench.adminToken();
    for (const reader of [token, admin]) await api.ask("GET", `/v1/users/${user.id}`, { token: reader });
    const changed = await api.ask("PATCH", `/v1/users/${user.id}`, { token, body: { name: "Countess" }, headers: { "if-match": '"1"' } });
    assert.equal(changed.body.name, "Countess");
    for (const reader of [token, admin])
      assert.deepEqual((await api.ask("GET", `/v1/users/${user.id}`, { token: reader })).body, changed.body);
    assert.deepEqual((await api.ask("GET", "/v1/users/me", { token })).body, changed.body);
  });

  it("keeps the handle for ever and wants an update to name something", async () => {
    const { user, token } = await register();
    const patch = (body: object) => api.ask("PATCH", `/v1/users/${user.id}`, { token, body, headers: { "if-match": '"1"' } });
    assertProblem(await patch({ handle: "other" }), 400);
    assertProblem(await patch({ roles: ["admin"] }), 400);
    assertProblem(await patch({}), 400);
  });

  it("has roles set by administrators alone", async () => {
    const { user, token } = await register();
    const put = (asking: object) =>
      api.ask("PUT", `/v1/users/${user.id}/roles`, { body: { roles: ["support"] }, headers: { "if-match": '"1"' }, ...asking });
    assertProblem(await put({ token }), 403);
    assertProblem(await put({ token: await bench.adminToken(), headers: {} }), 428);
    assertProblem(await put({ token: await bench.adminToken(), body: { roles: ["king"] } }), 400);
    const done = await put({ token: await bench.adminToken() });
    assert.deepEqual(done.body.roles, ["support"]);
    assert.equal(done.headers.get("etag"), '"2"');
  });

  it("lets nobody give or take a role that is more than theirs", async () => {
    const { user } = await register();
    const support = await bench.userToken("s1", { scope: "users:admin", roles: ["support"], amr: ["otp"] });
    const put = (token: string, roles: string[], version: number) =>
      api.ask("PUT", `/v1/users/${user.id}/roles`, { token, body: { roles }, headers: { "if-match": `"${version}"` } });
    assert.deepEqual((await put(support, [], 1)).body.roles, []);
    for (const role of ["admin", "catalog-manager"]) assertProblem(await put(support, ["support", role], 2), 403, "role-not-assignable");
    const admin = await bench.adminToken();
    assert.deepEqual((await put(admin, ["admin"], 2)).body.roles, ["admin"]);
    assertProblem(await put(support, [], 3), 403, "role-not-assignable");
    assert.deepEqual((await put(admin, [], 3)).body.roles, []);
  });

  it("deletes a user whole, and frees the handle", async () => {
    const { user, token } = await register();
    await api.ask("GET", "/v1/users/me", { token });
    assert.equal((await api.ask("DELETE", `/v1/users/${user.id}`, { token })).status, 204);
    assertProblem(await api.ask("GET", "/v1/users/me", { token }), 404);
    assert.equal(await bench.database.collection("users").countDocuments({ handle: user.handle }), 0);
    assert.equal(await bench.database.collection("user_keys").countDocuments({ handle: user.handle }), 0);
    await register({ handle: user.handle });
  });

  it("tells events no personal data", async () => {
    const { user } = await register();
    const rows = await bench.database.collection("outbox").find({ subject: user.id }).toArray();
    assert.equal(rows.length, 1);
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(`${user.handle}|ada@|Ada`));
  });
});
