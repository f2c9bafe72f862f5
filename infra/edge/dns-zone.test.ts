import assert from "node:assert/strict";
import { register } from "../../test/mocks.ts";
import { DnsZone } from "./dns-zone.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("DnsZone", () => {
  it("is the domain's public zone, which a deletion of its stack does not empty", async () => {
    const resources = await register(() => new DnsZone("domain", context, { domain: "example.com" }));
    const zone = resources.find(({ type }) => type === "aws:route53/zone:Zone");
    assert.deepEqual(zone?.inputs, { tags: { tier: "prod" }, name: "example.com", comment: "Names of prod", forceDestroy: false });
  });
});
