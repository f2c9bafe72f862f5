import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { ApplicationBalancer, type ApplicationBalancerArgs } from "./application-balancer.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const args: ApplicationBalancerArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  targets: { securityGroupId: "sg-gateway", tlsPort: 8443, health: { protocol: "HTTP", port: 8100, path: "/status/ready" } },
  certificateArn: "arn:certificate",
  logBucket: "prod-access-logs",
};

describe("ApplicationBalancer", () => {
  it("is internal, protected, suspicious of requests, and logs them and their connections", async () => {
    const { "lb.LoadBalancer/api": inputs } = await balancer();
    const logs = { bucket: "prod-access-logs", prefix: "balancers/api", enabled: true };
    assert.deepEqual(inputs, {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "prod-api",
      loadBalancerType: "application",
      internal: true,
      ipAddressType: "ipv4",
      subnets: ["subnet-a", "subnet-b", "subnet-c"],
      securityGroups: ["api-id"],
      enableDeletionProtection: true,
      enableCrossZoneLoadBalancing: true,
      enableZonalShift: true,
      enableHttp2: true,
      desyncMitigationMode: "defensive",
      dropInvalidHeaderFields: true,
      preserveHostHeader: true,
      xffHeaderProcessingMode: "append",
      enableWafFailOpen: false,
      idleTimeout: 60,
      accessLogs: logs,
      connectionLogs: logs,
    });
  });

  it("speaks TLS 1.3 alone, on port 443 alone", async () => {
    const resources = await balancer();
    assert.deepEqual(resources["lb.Listener/api"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      loadBalancerArn: "arn:api",
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
      certificateArn: "arn:certificate",
      defaultActions: [{ type: "forward", targetGroupArn: "arn:api" }],
    });
    assert.equal(Object.keys(resources).filter((name) => name.startsWith("lb.Listener/")).length, 1);
  });

  it("takes TLS 1.2 where it is told to", async () => {
    const resources = await balancer({ ...args, admitsTls12: true });
    assert.equal(resources["lb.Listener/api"]?.sslPolicy, "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
  });

  it("forwards over TLS to addresses that attach themselves, slowly at first, and lets them go in half a minute", async () => {
    assert.deepEqual((await balancer())["lb.TargetGroup/api"], {
      region: "us-east-1",
      tags: { tier: "prod", Name: "prod-api" },
      vpcId: "vpc-1",
      targetType: "ip",
      protocol: "HTTPS",
      port: 8443,
      slowStart: 30,
      deregistrationDelay: 30,
      healthCheck: {
        enabled: true,
        protocol: "HTTP",
        port: "8100",
        path: "/status/ready",
        matcher: "200",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
    });
  });

  it("admits nobody unless told whom, and reaches its targets for requests and health checks", async () => {
    const resources = await balancer();
    assert.deepEqual(
      Object.keys(resources)
        .filter((name) => name.includes("Rule/"))
        .sort(),
      [
        "vpc.SecurityGroupEgressRule/api-health",
        "vpc.SecurityGroupEgressRule/api-requests",
        "vpc.SecurityGroupIngressRule/api-health",
        "vpc.SecurityGroupIngressRule/api-requests",
      ],
    );
    const { securityGroupId, referencedSecurityGroupId, toPort } = resources["vpc.SecurityGroupIngressRule/api-requests"] ?? {};
    assert.deepEqual(
      { securityGroupId, referencedSecurityGroupId, toPort },
      { securityGroupId: "sg-gateway", referencedSecurityGroupId: "api-id", toPort: 8443 },
    );

    const ingress = [{ name: "network", description: "HTTPS from the network", fromCidr: "10.30.0.0/16", tcpPort: 443 }];
    assert.equal((await balancer({ ...args, ingress }))["vpc.SecurityGroupIngressRule/api-from-network"]?.cidrIpv4, "10.30.0.0/16");
  });

  it("needs no second way where health is asked on the port of the requests", async () => {
    const targets = { ...args.targets, health: { protocol: "HTTPS", port: 8443, path: "/readyz" } } as const;
    const resources = await balancer({ ...args, targets });
    assert.equal(resources["vpc.SecurityGroupEgressRule/api-health"], undefined);
  });

  it("can be deleted where nothing is kept", async () => {
    const resources = await balancer(args, { ...prod, keepsData: false });
    assert.equal(resources["lb.LoadBalancer/api"]?.enableDeletionProtection, false);
  });
});

function balancer(given = args, context = prod) {
  return created(() => new ApplicationBalancer("api", context, given));
}
