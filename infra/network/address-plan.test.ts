import assert from "node:assert/strict";
import { parseCidr, size } from "../core/cidr.ts";
import { addressPlan } from "./address-plan.ts";

/** Of every subnet. */
const reservedByAws = 5;

describe("addressPlan", () => {
  it("gives each zone its quarter of a /16", () => {
    assert.deepEqual(Object.fromEntries(addressPlan("10.30.0.0/16", ["a", "b", "c"])), {
      a: { app: "10.30.0.0/19", data: "10.30.32.0/21", public: "10.30.40.0/22", firewall: "10.30.44.0/28" },
      b: { app: "10.30.64.0/19", data: "10.30.96.0/21", public: "10.30.104.0/22", firewall: "10.30.108.0/28" },
      c: { app: "10.30.128.0/19", data: "10.30.160.0/21", public: "10.30.168.0/22", firewall: "10.30.172.0/28" },
    });
  });

  it("fits the smallest VPC, a /20", () => {
    assert.deepEqual(addressPlan("172.31.240.0/20", ["a", "b"]).get("b"), {
      app: "172.31.244.0/23",
      data: "172.31.246.0/25",
      public: "172.31.246.128/26",
      firewall: "172.31.246.192/28",
    });
  });

  for (const [what, zones] of [
    ["added", ["a", "b", "c", "d"]],
    ["taken away", ["b", "c"]],
    ["named in another order", ["c", "b", "a"]],
  ] as const) {
    it(`moves nothing when zones are ${what}`, () => {
      const before = addressPlan("10.10.0.0/16", ["a", "b", "c"]);
      const after = addressPlan("10.10.0.0/16", zones);
      assert.deepEqual([...after.keys()], [...zones].sort());
      for (const [zone, ranges] of after) assert.deepEqual(before.get(zone) ?? ranges, ranges);
    });
  }

  it("has a block for every zone's letter", () => {
    const apps = ["a", "b", "c", "d", "e", "f"].map((zone) => addressPlan("10.10.0.0/16", [zone]).get(zone)?.app);
    assert.deepEqual(apps, ["10.10.0.0/19", "10.10.64.0/19", "10.10.128.0/19", "10.10.192.0/19", "10.10.0.0/19", "10.10.64.0/19"]);
  });

  // Pods: the most that nodes of 2 vCPU hold without prefixes, 29 each (of m7g.large), on all the vCPU that an environment may have. Twice as many, because
  // each node keeps addresses in store and a rollout runs old and new pods side by side; with a zone less, because the others take over its pods.
  for (const [tier, cidr, zones, vcpus] of [
    ["dev", "10.10.0.0/16", ["a", "b"], 36],
    ["staging", "10.20.0.0/16", ["a", "b", "c"], 106],
    ["prod", "10.30.0.0/16", ["a", "b", "c"], 460],
    ["dev in a /18", "10.10.0.0/18", ["a", "b"], 36],
  ] as const) {
    it(`has twice the addresses that pods need: ${tier}`, () => {
      const usable = (range: string) => size(parseCidr(range)?.bits ?? 32) - reservedByAws;
      const [, ...remaining] = [...addressPlan(cidr, zones).values()].map(({ app }) => usable(app));
      const pods = (vcpus / 2) * 29;
      const available = remaining.reduce((sum, addresses) => sum + addresses, 0);
      assert.ok(available >= 2 * pods, `${available} addresses for ${pods} pods`);
    });
  }

  for (const bits of [16, 17, 18, 19, 20]) {
    it(`overlaps nowhere and stays inside a /${bits}`, () => {
      const ranges = [...addressPlan(`10.0.0.0/${bits}`, ["a", "b", "c", "d"]).values()].flatMap((zone) => Object.values(zone));
      const spans = ranges.map((text) => {
        const range = parseCidr(text);
        assert.ok(range, text);
        return { from: range.base, to: range.base + size(range.bits) };
      });
      spans.sort((one, other) => one.from - other.from);
      for (const [index, { from }] of spans.entries()) assert.ok(from >= (spans[index - 1]?.to ?? 0));
      assert.ok((spans.at(-1)?.to ?? 0) <= 10 * 2 ** 24 + size(bits));
    });
  }
});
