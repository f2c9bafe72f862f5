import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { Edge, type EdgeArgs } from "./edge.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };
const computed = {
  "aws:acm/certificate:Certificate": { domainValidationOptions: [{ resourceRecordName: "_a1", resourceRecordType: "CNAME" }] },
  "aws:route53/zone:Zone": { zoneId: "Z1" },
};

describe("Edge", () => {
  it("makes the domain's zone, and proves the certificate in it", async () => {
    const resources = await edge({ domain: "example.com" });
    assert.equal(resources["route53.Zone/edge-zone"]?.name, "example.com");
    assert.equal(resources["route53.Record/edge-certificate"]?.zoneId, "Z1");
  });

  it("proves it in the zone that there is", async () => {
    const resources = await edge({ domain: "example.com", zoneId: "Z2" });
    assert.equal(resources["route53.Zone/edge-zone"], undefined);
    assert.equal(resources["route53.Record/edge-certificate"]?.zoneId, "Z2");
  });
});

function edge(args: EdgeArgs) {
  return created(() => new Edge("edge", context, args), computed);
}
