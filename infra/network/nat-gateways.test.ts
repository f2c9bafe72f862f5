import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { created } from "../../test/mocks.ts";
import { NatGateways, type NatMode } from "./nat-gateways.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const publicSubnets = ["a", "b", "c"].map((zone) => ({ zone, id: pulumi.output(`subnet-${zone}`) }));

describe("NatGateways", () => {
  it("has a gateway with a fixed address in every zone", async () => {
    const { resources, served } = await gateways("per-zone");
    assert.deepEqual(Object.keys(resources), [
      "ec2.Eip/nat-a",
      "ec2.Eip/nat-b",
      "ec2.Eip/nat-c",
      "ec2.NatGateway/nat-a",
      "ec2.NatGateway/nat-b",
      "ec2.NatGateway/nat-c",
    ]);
    const tagged = { region: "us-east-1", tags: { tier: "prod", Name: "prod-nat-b" } };
    assert.deepEqual(resources["ec2.Eip/nat-b"], { ...tagged, domain: "vpc" });
    assert.deepEqual(resources["ec2.NatGateway/nat-b"], {
      ...tagged,
      availabilityMode: "zonal",
      connectivityType: "public",
      subnetId: "subnet-b",
      allocationId: "nat-b-id",
    });
    assert.deepEqual(served, { a: "nat-a-id", b: "nat-b-id", c: "nat-c-id" });
  });

  it("serves all zones from the first one's gateway when there is to be a single one", async () => {
    const { resources, served } = await gateways("single");
    assert.deepEqual(Object.keys(resources), ["ec2.Eip/nat-a", "ec2.NatGateway/nat-a"]);
    assert.deepEqual(served, { a: "nat-a-id", b: "nat-a-id", c: "nat-a-id" });
  });
});

async function gateways(mode: NatMode) {
  const served: Record<string, string> = {};
  const { "ec2.InternetGateway/gateway": _, ...resources } = await created(() => {
    const internetGateway = new aws.ec2.InternetGateway("gateway");
    const { idByZone } = new NatGateways("nat", context, { mode, publicSubnets, internetGateway });
    for (const [zone, id] of idByZone) {
      id.apply((value) => {
        served[zone] = value;
      });
    }
  });
  const sorted = Object.entries(resources).sort(([one], [other]) => (one < other ? -1 : 1));
  return { resources: Object.fromEntries(sorted), served };
}
