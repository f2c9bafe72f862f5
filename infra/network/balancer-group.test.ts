import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { BalancerGroup } from "./balancer-group.ts";
import type { Targets } from "./targets.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };
const ingress = [{ name: "network", description: "TLS from the network", fromCidr: "10.30.0.0/16", tcpPort: 443 }];

describe("BalancerGroup", () => {
  it("admits whom it is told to, and leads on to the targets' ports for requests and health", async () => {
    assert.deepEqual(await ways({ protocol: "HTTP", port: 8100, path: "/status/ready" }), [
      "443 in of web-id: 10.30.0.0/16",
      "8100 in of sg-pods: web-id",
      "8100 out of web-id: sg-pods",
      "8443 in of sg-pods: web-id",
      "8443 out of web-id: sg-pods",
    ]);
  });

  it("needs one way alone where health is asked on the port of requests", async () => {
    assert.deepEqual(await ways({ protocol: "HTTPS", port: 8443, path: "/status/ready" }), [
      "443 in of web-id: 10.30.0.0/16",
      "8443 in of sg-pods: web-id",
      "8443 out of web-id: sg-pods",
    ]);
  });
});

/** What the rules of security groups let through: port, direction, whose rule it is, and who is on the other side. */
async function ways(health: Targets["health"]) {
  const targets = { securityGroupId: "sg-pods", tlsPort: 8443, health };
  const resources = await created(
    () => new BalancerGroup("web", context, { vpcId: "vpc-1", description: "Balancer web", ingress, targets }),
  );
  const rules = Object.entries(resources).flatMap(([name, { securityGroupId, cidrIpv4, referencedSecurityGroupId, fromPort }]) => {
    const direction = /SecurityGroup(In|E)gressRule/.exec(name)?.[1];
    return direction
      ? [`${fromPort} ${direction === "In" ? "in" : "out"} of ${securityGroupId}: ${cidrIpv4 ?? referencedSecurityGroupId}`]
      : [];
  });
  return rules.sort();
}
