import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { DnsZone } from "./dns-zone.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("DnsZone", () => {
  it("is the domain's public zone, which is not deleted with names in it", async () =>
    assert.deepEqual(await zone(prod), { tags: { tier: "prod" }, name: "example.com", comment: "Names of prod", forceDestroy: false }));

  it("goes with its names where nothing is kept", async () =>
    assert.equal((await zone({ ...prod, keepsData: false }))?.forceDestroy, true));
});

async function zone(context: typeof prod) {
  const resources = await created(() => new DnsZone("edge-zone", context, { domain: "example.com" }));
  return resources["route53.Zone/edge-zone"];
}
