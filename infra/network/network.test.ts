import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { Network, type NetworkArgs } from "./network.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };
const whole: NetworkArgs = {
  cidr: "10.30.0.0/16",
  zones: ["a", "b", "c"],
  nat: "per-zone",
  interfaceEndpoints: ["kms", "sts"],
  flowLogs: { kind: "s3", bucket: "prod-logs" },
  encryptionMonitor: true,
};
const small: NetworkArgs = { ...whole, zones: ["a", "b"], nat: "single", interfaceEndpoints: [], encryptionMonitor: false };

describe("Network", () => {
  for (const [what, args, expected] of [
    [
      "3 zones with all that it can have",
      whole,
      {
        "ec2.DefaultSecurityGroup": 1,
        "ec2.Eip": 3,
        "ec2.FlowLog": 1,
        "ec2.InternetGateway": 1,
        "ec2.NatGateway": 3,
        "ec2.Route": 4,
        "ec2.RouteTable": 5,
        "ec2.RouteTableAssociation": 9,
        "ec2.SecurityGroup": 1,
        "ec2.Subnet": 12,
        "ec2.Vpc": 1,
        "ec2.VpcEncryptionControl": 1,
        "ec2.VpcEndpoint": 4,
        "vpc.SecurityGroupIngressRule": 1,
      },
    ],
    [
      "2 zones with what it must have",
      small,
      {
        "ec2.DefaultSecurityGroup": 1,
        "ec2.Eip": 1,
        "ec2.FlowLog": 1,
        "ec2.InternetGateway": 1,
        "ec2.NatGateway": 1,
        "ec2.Route": 3,
        "ec2.RouteTable": 4,
        "ec2.RouteTableAssociation": 6,
        "ec2.Subnet": 8,
        "ec2.Vpc": 1,
        "ec2.VpcEndpoint": 2,
      },
    ],
  ] as const) {
    it(`has in ${what}`, async () => assert.deepEqual(counts(await network(args)), expected));
  }

  it("gives no resource a public address, and names all after itself", async () => {
    const resources = await network(whole);
    const subnets = Object.entries(resources).filter(([name]) => name.startsWith("ec2.Subnet/"));
    assert.ok(subnets.every(([, { mapPublicIpOnLaunch }]) => mapPublicIpOnLaunch === false));
    assert.ok(Object.keys(resources).every((name) => /\/network(-|$)/.test(name)));
  });

  it("lets app and data subnets reach S3 for free", async () => {
    const { routeTableIds } = (await network(small))["ec2.VpcEndpoint/network-endpoints-s3"] ?? {};
    assert.deepEqual(routeTableIds, ["network-routes-app-a-id", "network-routes-app-b-id", "network-routes-data-id"]);
  });
});

function network(args: NetworkArgs) {
  return created(() => new Network("network", context, args));
}

function counts(resources: Record<string, unknown>): Record<string, number> {
  const byType = Map.groupBy(Object.keys(resources), (name) => name.split("/")[0] ?? "");
  return Object.fromEntries([...byType].map(([type, names]) => [type, names.length]));
}
