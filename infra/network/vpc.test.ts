import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { Vpc, type VpcArgs } from "./vpc.ts";

const context = { environment: "dev", account: "111122223333", region: "eu-west-1", tags: { tier: "dev" }, keepsData: false };
const args: VpcArgs = { cidr: "10.10.0.0/16", zones: ["a", "b"], encryptionMonitor: false };

describe("Vpc", () => {
  it("has an internet gateway, a default security group without rules, and in each zone a subnet of each kind", async () => {
    const tagged = (name: string) => ({ region: "eu-west-1", tags: { tier: "dev", Name: `dev-${name}` } });
    const subnet = (kind: string, zone: string, cidrBlock: string) => ({
      ...tagged(`network-${kind}-${zone}`),
      vpcId: "network-id",
      availabilityZone: `eu-west-1${zone}`,
      cidrBlock,
      mapPublicIpOnLaunch: false,
    });
    const app = (zone: string, cidrBlock: string) => {
      const { tags, ...inputs } = subnet("app", zone, cidrBlock);
      return { ...inputs, tags: { ...tags, "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": "dev" } };
    };
    assert.deepEqual(await vpc(args), {
      "ec2.Vpc/network": { ...tagged("network"), cidrBlock: "10.10.0.0/16", enableDnsSupport: true, enableDnsHostnames: true },
      "ec2.DefaultSecurityGroup/network-default": {
        region: "eu-west-1",
        tags: { tier: "dev" },
        vpcId: "network-id",
        ingress: [],
        egress: [],
      },
      "ec2.InternetGateway/network": { ...tagged("network"), vpcId: "network-id" },
      "ec2.Subnet/network-public-a": subnet("public", "a", "10.10.40.0/22"),
      "ec2.Subnet/network-firewall-a": subnet("firewall", "a", "10.10.44.0/28"),
      "ec2.Subnet/network-app-a": app("a", "10.10.0.0/19"),
      "ec2.Subnet/network-data-a": subnet("data", "a", "10.10.32.0/21"),
      "ec2.Subnet/network-public-b": subnet("public", "b", "10.10.104.0/22"),
      "ec2.Subnet/network-firewall-b": subnet("firewall", "b", "10.10.108.0/28"),
      "ec2.Subnet/network-app-b": app("b", "10.10.64.0/19"),
      "ec2.Subnet/network-data-b": subnet("data", "b", "10.10.96.0/21"),
    });
  });

  it("has four subnets more for a third zone, and moves none", async () => {
    const two = await vpc(args);
    const three = await vpc({ ...args, zones: ["a", "b", "c"] });
    assert.equal(Object.keys(three).length, Object.keys(two).length + 4);
    for (const [name, inputs] of Object.entries(two)) assert.deepEqual(three[name], inputs);
  });

  it("can have AWS watch what is not encrypted, without blocking it", async () => {
    const resources = await vpc({ ...args, encryptionMonitor: true });
    assert.equal(resources["ec2.VpcEncryptionControl/network"]?.mode, "monitor");
  });
});

function vpc(args: VpcArgs) {
  return created(() => new Vpc("network", context, args));
}
