import assert from "node:assert/strict";
import { MongoClient } from "mongodb";
import { exchange } from "../tools/start/ports.ts";
import { mongodb, redis, startMongod, startRedis } from "./servers.ts";

describe("servers for tests", () => {
  it("are the same ones for all suites", async function () {
    assert.equal((await mongodb(this)).uri("one"), (await mongodb(this)).uri("one"));
    assert.equal((await redis(this)).node, (await redis(this)).node);
  });

  it("keep what MongoDB acknowledged through a crash and a restart on the same port", async function () {
    const server = await startMongod(this);
    const client = new MongoClient(server.uri("crash"), { serverSelectionTimeoutMS: 10_000 });
    const things = client.db().collection("things");
    await things.insertOne({ name: "kept" }, { writeConcern: { w: "majority", j: true } });
    await server.kill();
    await server.restart();
    assert.equal((await things.findOne({}))?.name, "kept");
    await client.close();
    await server.stop();
  });

  it("hang while paused and answer when resumed", async function () {
    const server = await startRedis(this);
    const port = Number(server.node.split(":")[1]);
    const ping = () => exchange("127.0.0.1", port, "PING\r\n", 200);
    server.pause();
    assert.equal(await ping(), undefined);
    server.resume();
    assert.equal(await ping(), "+PONG\r\n");
    await server.stop();
    assert.equal(await ping(), undefined);
  });
});
