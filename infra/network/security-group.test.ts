import assert from "node:assert/strict";
import { register } from "../../test/mocks.ts";
import { SecurityGroup, type SecurityGroupArgs } from "./security-group.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("SecurityGroup", () => {
  it("is a badge without rules unless it is given some", async () => {
    assert.deepEqual(await created({ vpcId: "vpc-1", description: "Badge" }), [
      [
        "aws:ec2/securityGroup:SecurityGroup",
        "cache",
        { region: "us-east-1", tags: { tier: "prod", Name: "prod-cache" }, vpcId: "vpc-1", description: "Badge" },
      ],
    ]);
  });

  it("makes every rule a resource that names one other group and one port", async () => {
    const ingress = [{ name: "clients", description: "From clients", fromSecurityGroupId: "sg-9", tcpPort: 6379 }];
    const [, ...rules] = await created({ vpcId: "vpc-1", description: "Cache", ingress });
    assert.deepEqual(rules, [
      [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "cache-from-clients",
        {
          region: "us-east-1",
          tags: { tier: "prod" },
          securityGroupId: "cache-id",
          description: "From clients",
          referencedSecurityGroupId: "sg-9",
          ipProtocol: "tcp",
          fromPort: 6379,
          toPort: 6379,
        },
      ],
    ]);
  });
});

async function created(args: SecurityGroupArgs) {
  const resources = await register(() => new SecurityGroup("cache", context, args));
  return resources.filter(({ type }) => type.startsWith("aws:")).map(({ type, name, inputs }) => [type, name, inputs]);
}
