import assert from "node:assert/strict";
import { parseCidr, size } from "../core/cidr.ts";
import { addressPlan } from "./address-plan.ts";

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

  it("moves nothing when a zone is added", () => {
    const two = addressPlan("10.10.0.0/16", ["a", "b"]);
    const three = addressPlan("10.10.0.0/16", ["a", "b", "c"]);
    assert.deepEqual([...three].slice(0, 2), [...two]);
  });

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
