import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { interfaceEndpointServices } from "../config/interface-endpoints.ts";
import { endpointPolicy } from "./endpoint-policy.ts";
import { InterfaceEndpoints } from "./interface-endpoints.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const args = { vpcId: "vpc-1", cidr: "10.30.0.0/16", subnetIds: ["subnet-a", "subnet-b", "subnet-c"] };

describe("InterfaceEndpoints", () => {
  it("answer under the services' usual names in every zone, to the network alone", async () => {
    const resources = await created(() => new InterfaceEndpoints("endpoints", context, { ...args, services: ["kms", "ecr.api"] }));
    assert.deepEqual(Object.keys(resources).sort(), [
      "ec2.SecurityGroup/endpoints",
      "ec2.VpcEndpoint/endpoints-ecr.api",
      "ec2.VpcEndpoint/endpoints-kms",
      "vpc.SecurityGroupIngressRule/endpoints-from-network",
    ]);
    const { policy, ...kms } = resources["ec2.VpcEndpoint/endpoints-kms"] ?? {};
    assert.deepEqual(kms, {
      region: "us-east-1",
      tags: { tier: "prod", Name: "prod-endpoints-kms" },
      vpcId: "vpc-1",
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-east-1.kms",
      privateDnsEnabled: true,
      subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
      securityGroupIds: ["endpoints-id"],
    });
    assert.deepEqual(JSON.parse(String(policy)).Statement, endpointPolicy("kms", context));

    const { cidrIpv4, fromPort, toPort, ipProtocol } = resources["vpc.SecurityGroupIngressRule/endpoints-from-network"] ?? {};
    assert.deepEqual(
      { cidrIpv4, fromPort, toPort, ipProtocol },
      { cidrIpv4: "10.30.0.0/16", fromPort: 443, toPort: 443, ipProtocol: "tcp" },
    );
  });

  it("can be had for every service of the configuration, each with a policy", async () => {
    const resources = await created(() => new InterfaceEndpoints("endpoints", context, { ...args, services: interfaceEndpointServices }));
    const endpoints = Object.entries(resources).filter(([name]) => name.startsWith("ec2.VpcEndpoint/"));
    assert.equal(endpoints.length, 12);
    assert.ok(endpoints.every(([, { policy }]) => JSON.parse(String(policy)).Statement.length > 0));
  });
});
