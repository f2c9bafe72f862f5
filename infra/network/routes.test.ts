import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { NatGateways, type NatMode } from "./nat-gateways.ts";
import { Routes } from "./routes.ts";
import { Vpc } from "./vpc.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };

describe("Routes", () => {
  it("lead public subnets to the internet gateway, each zone's app subnet to its NAT gateway, and data subnets nowhere", async () => {
    const resources = await routes("per-zone");
    const route = (table: string, to: object) => ({
      region: "us-east-1",
      routeTableId: `routes-${table}-id`,
      destinationCidrBlock: "0.0.0.0/0",
      ...to,
    });
    assert.deepEqual(of("ec2.Route/", resources), {
      "ec2.Route/routes-public": route("public", { gatewayId: "network-id" }),
      "ec2.Route/routes-app-a": route("app-a", { natGatewayId: "nat-a-id" }),
      "ec2.Route/routes-app-b": route("app-b", { natGatewayId: "nat-b-id" }),
    });
  });

  it("has a table for each of them, and gives each subnet one but the firewall's", async () => {
    const resources = await routes("per-zone");
    assert.deepEqual(Object.keys(of("ec2.RouteTable/", resources)), [
      "ec2.RouteTable/routes-public",
      "ec2.RouteTable/routes-app-a",
      "ec2.RouteTable/routes-app-b",
      "ec2.RouteTable/routes-data",
    ]);
    const associations = Object.values(of("ec2.RouteTableAssociation/", resources));
    assert.deepEqual(
      associations.map(({ subnetId, routeTableId }) => [subnetId, routeTableId]),
      [
        ["network-public-a-id", "routes-public-id"],
        ["network-public-b-id", "routes-public-id"],
        ["network-app-a-id", "routes-app-a-id"],
        ["network-app-b-id", "routes-app-b-id"],
        ["network-data-a-id", "routes-data-id"],
        ["network-data-b-id", "routes-data-id"],
      ],
    );
  });

  it("changes routes and nothing else with the mode of the NAT gateways", async () => {
    const [perZone, single] = [await routes("per-zone"), await routes("single")];
    assert.equal(single["ec2.Route/routes-app-b"]?.natGatewayId, "nat-a-id");
    assert.deepEqual(Object.keys(single), Object.keys(perZone));
    for (const kind of ["ec2.RouteTable/", "ec2.RouteTableAssociation/"]) assert.deepEqual(of(kind, single), of(kind, perZone));
  });
});

async function routes(mode: NatMode) {
  const resources = await created(() => {
    const vpc = new Vpc("network", context, { cidr: "10.0.0.0/16", zones: ["a", "b"], encryptionMonitor: false });
    const nat = new NatGateways("nat", context, { mode, publicSubnets: vpc.subnets.public, internetGateway: vpc.internetGateway });
    new Routes("routes", context, { vpc, natGatewayIdByZone: nat.idByZone });
  });
  return of("ec2.Route", resources);
}

function of(prefix: string, resources: Awaited<ReturnType<typeof created>>) {
  return Object.fromEntries(
    Object.entries(resources)
      .filter(([name]) => name.startsWith(prefix))
      .sort(([one], [other]) => rank(one) - rank(other)),
  );
}

/** Registration is not in the program's order: what waits for others comes later. */
function rank(name: string): number {
  return ["public", "app-a", "app-b", "data-a", "data-b", "data"].findIndex((kind) => name.includes(`-${kind}`));
}
