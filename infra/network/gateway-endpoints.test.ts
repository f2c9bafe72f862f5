import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { s3EndpointPolicy } from "./endpoint-policy.ts";
import { GatewayEndpoints } from "./gateway-endpoints.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("GatewayEndpoints", () => {
  it("are routes to S3 and DynamoDB in the tables that they are given, each with its policy", async () => {
    const resources = await created(
      () => new GatewayEndpoints("endpoints", context, { vpcId: "vpc-1", routeTableIds: ["rtb-1", "rtb-2"] }),
    );
    assert.deepEqual(Object.keys(resources).sort(), ["ec2.VpcEndpoint/endpoints-dynamodb", "ec2.VpcEndpoint/endpoints-s3"]);
    const { policy, ...s3 } = resources["ec2.VpcEndpoint/endpoints-s3"] ?? {};
    assert.deepEqual(s3, {
      region: "us-east-1",
      tags: { tier: "prod", Name: "prod-endpoints-s3" },
      vpcId: "vpc-1",
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.us-east-1.s3",
      routeTableIds: ["rtb-1", "rtb-2"],
    });
    assert.deepEqual(JSON.parse(String(policy)), { Version: "2012-10-17", Statement: s3EndpointPolicy(context) });
  });
});
