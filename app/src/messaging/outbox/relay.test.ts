import assert from "node:assert/strict";
import type { Collection } from "mongodb";
import { type Bench, eventually, prepare } from "../../../../test/api.ts";
import { createLogger } from "../../telemetry/log.ts";
import { createMetrics } from "../../telemetry/metrics.ts";
import { Lease } from "./lease.ts";
import type { Invalidates, OutboxRow } from "./outbox.ts";
import { Relay } from "./relay.ts";

describe("the outbox relay", () => {
  let bench: Bench;
  let rows: Collection<OutboxRow>;
  const relays: Relay[] = [];
  before(async function () {
    bench = await prepare(this);
    rows = bench.database.collection("outbox");
  });
  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.stop();
    await rows.deleteMany({});
  });
  after(() => bench?.close());

  function start(holder: string, invalidate: (what: Invalidates) => Promise<"landed" | "pending">) {
    const metrics = createMetrics();
    const log = createLogger({ logLevel: "silent", instanceId: holder });
    const relay = new Relay({ db: bench.database, cache: { invalidate: invalidate as never }, metrics, log, holder });
    relays.push(relay);
    relay.start();
    return metrics;
  }

  /** What a process leaves that died between commit and invalidation. */
  const leave = (count: number) =>
    rows.insertMany(
      Array.from({ length: count }, (_, index) => ({
        _id: `row-${String(index).padStart(4, "0")}`,
        type: "catalog.product.updated",
        subject: `p${index}`,
        data: {},
        invalidates: { keys: [{ namespace: "product", key: `p${index}` }], tags: ["products"] },
        at: new Date(),
        pending: true as const,
      })),
    );

  it("repeats the invalidation of every row, oldest first, and then lets it go", async () => {
    await leave(450);
    const keys: string[] = [];
    start("a", async (what) => {
      keys.push(...(what.keys ?? []).map(({ key }) => key));
      assert.deepEqual(what.tags, ["products"]);
      return "landed";
    });
    await eventually(async () => assert.equal(await rows.countDocuments({ pending: true }), 0));
    assert.deepEqual(
      keys,
      Array.from({ length: 450 }, (_, index) => `p${index}`),
    );
    assert.equal(await rows.countDocuments({ publishedAt: { $type: "date" } }), 450);
  });

  it("keeps a row until its invalidation has landed", async () => {
    await leave(1);
    let tries = 0;
    start("a", async () => (++tries < 3 ? "pending" : "landed"));
    await eventually(async () => assert.equal(await rows.countDocuments({ pending: true }), 0));
    assert.equal(tries, 3);
  });

  it("tells how much waits and how long", async () => {
    await leave(3);
    const metrics = start("a", async () => "pending");
    await eventually(async () => {
      assert.equal((await metrics.outboxPending.get()).values[0]?.value, 3);
      assert.ok(((await metrics.outboxOldestAge.get()).values[0]?.value ?? 0) > 0);
    });
  });

  it("is one at a time, and the next takes over", async () => {
    const seen: string[] = [];
    for (const holder of ["a", "b"]) {
      start(holder, async () => {
        seen.push(holder);
        return "landed";
      });
    }
    await leave(1);
    await eventually(() => assert.equal(seen.length, 1));
    const [first] = seen;
    const active = relays[first === "a" ? 0 : 1];
    await active?.stop();
    await rows.deleteMany({});
    await leave(1);
    await eventually(() => assert.deepEqual(seen, [first, first === "a" ? "b" : "a"]));
  });
});

describe("a lease", () => {
  let bench: Bench;
  before(async function () {
    bench = await prepare(this);
  });
  after(() => bench?.close());

  it("has one holder of many that ask at once", async () => {
    const leases = Array.from({ length: 10 }, (_, index) => new Lease(bench.database, "many", `h${index}`, 60_000));
    const taken = await Promise.all(leases.map((lease) => lease.take()));
    assert.equal(taken.filter(Boolean).length, 1);
  });

  it("goes to the next when it is given back or has run out", async () => {
    const a = new Lease(bench.database, "next", "a", 60_000);
    const b = new Lease(bench.database, "next", "b", 60_000);
    assert.equal(await a.take(), true);
    assert.equal(await b.take(), false);
    assert.equal(await a.take(), true);
    await a.release();
    assert.equal(await b.take(), true);
    await bench.database.collection("leases").updateOne({ holder: "b" }, { $set: { until: new Date(0) } });
    assert.equal(await a.take(), true);
  });
});
