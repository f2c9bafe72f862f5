import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { NetworkBalancer, type NetworkBalancerArgs } from "./network-balancer.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const args: NetworkBalancerArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  targets: { securityGroupId: "sg-gateway", tlsPort: 8443, health: { protocol: "HTTP", port: 8100, path: "/status/ready" } },
  logBucket: "prod-access-logs",
};

describe("NetworkBalancer", () => {
  it("is internal, protected, has a security group, and spreads over zones", async () => {
    assert.deepEqual((await balancer())["lb.LoadBalancer/rt"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "prod-rt",
      loadBalancerType: "network",
      internal: true,
      ipAddressType: "ipv4",
      subnets: ["subnet-a", "subnet-b", "subnet-c"],
      securityGroups: ["rt-id"],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on",
      enableDeletionProtection: true,
      enableCrossZoneLoadBalancing: true,
      enableZonalShift: true,
      accessLogs: { bucket: "prod-access-logs", prefix: "balancers/rt", enabled: true },
    });
  });

  it("passes TLS through, so that its targets see the callers' addresses", async () => {
    const resources = await balancer();
    assert.deepEqual(resources["lb.Listener/rt"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      loadBalancerArn: "arn:rt",
      port: 443,
      protocol: "TCP",
      defaultActions: [{ type: "forward", targetGroupArn: "arn:rt" }],
    });
    const { healthCheck, ...group } = resources["lb.TargetGroup/rt"] ?? {};
    assert.deepEqual(group, {
      region: "us-east-1",
      tags: { tier: "prod", Name: "prod-rt" },
      vpcId: "vpc-1",
      targetType: "ip",
      protocol: "TCP",
      port: 8443,
      preserveClientIp: "true",
      deregistrationDelay: 60,
      connectionTermination: true,
    });
    const { protocol, port, path } = healthCheck as Record<string, unknown>;
    assert.deepEqual({ protocol, port, path }, { protocol: "HTTP", port: "8100", path: "/status/ready" });
  });

  it("can be deleted where nothing is kept", async () => {
    const resources = await balancer({ ...prod, keepsData: false });
    assert.equal(resources["lb.LoadBalancer/rt"]?.enableDeletionProtection, false);
  });
});

function balancer(context = prod) {
  return created(() => new NetworkBalancer("rt", context, args));
}
