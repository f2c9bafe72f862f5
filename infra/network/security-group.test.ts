import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { type Ingress, SecurityGroup } from "./security-group.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("SecurityGroup", () => {
  it("is a badge without rules unless it is given some", async () => {
    assert.deepEqual(await group(), {
      "ec2.SecurityGroup/cache": {
        region: "us-east-1",
        tags: { tier: "prod", Name: "prod-cache" },
        vpcId: "vpc-1",
        description: "Cache",
      },
    });
  });

  for (const [whom, from, named] of [
    ["another group", { fromSecurityGroupId: "sg-9" }, { referencedSecurityGroupId: "sg-9" }],
    ["a range of addresses", { fromCidr: "10.0.0.0/16" }, { cidrIpv4: "10.0.0.0/16" }],
  ] as const) {
    it(`makes a rule for ${whom} a resource of its own, for one port`, async () => {
      const resources = await group({ name: "clients", description: "From clients", tcpPort: 6379, ...from });
      assert.deepEqual(resources["vpc.SecurityGroupIngressRule/cache-from-clients"], {
        region: "us-east-1",
        tags: { tier: "prod" },
        securityGroupId: "cache-id",
        description: "From clients",
        ...named,
        ipProtocol: "tcp",
        fromPort: 6379,
        toPort: 6379,
      });
    });
  }
});

function group(...ingress: Ingress[]) {
  return created(() => new SecurityGroup("cache", context, { vpcId: "vpc-1", description: "Cache", ingress }));
}
