import assert from "node:assert/strict";
import { register } from "../../test/mocks.ts";
import { Vpc } from "./vpc.ts";

const context = { environment: "dev", account: "111122223333", region: "eu-west-1", tags: { tier: "dev" }, keepsData: false };

describe("Vpc", () => {
  it("has a subnet for data in each zone, a default security group without rules, and nothing else", async () => {
    const resources = await register(() => new Vpc("network", context, { cidr: "10.10.0.0/16", zones: ["a", "b"] }));
    const named = (name: string) => ({ region: "eu-west-1", tags: { tier: "dev", Name: `dev-${name}` } });
    const subnet = { vpcId: "network-id", mapPublicIpOnLaunch: false };
    assert.deepEqual(
      resources.filter(({ type }) => type.startsWith("aws:")).map(({ type, name, inputs }) => ({ type, name, inputs })),
      [
        {
          type: "aws:ec2/vpc:Vpc",
          name: "network",
          inputs: { ...named("network"), cidrBlock: "10.10.0.0/16", enableDnsSupport: true, enableDnsHostnames: true },
        },
        {
          type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
          name: "network-default",
          inputs: { region: "eu-west-1", tags: { tier: "dev" }, vpcId: "network-id", ingress: [], egress: [] },
        },
        {
          type: "aws:ec2/subnet:Subnet",
          name: "network-data-a",
          inputs: { ...named("network-data-a"), ...subnet, availabilityZone: "eu-west-1a", cidrBlock: "10.10.32.0/21" },
        },
        {
          type: "aws:ec2/subnet:Subnet",
          name: "network-data-b",
          inputs: { ...named("network-data-b"), ...subnet, availabilityZone: "eu-west-1b", cidrBlock: "10.10.96.0/21" },
        },
      ],
    );
  });
});
