import * as aws from "@pulumi/aws";
import { RedisCluster } from "../infra/cache/redis-cluster.ts";
import type { AwsEnvironment } from "../infra/config/environment.ts";
import { contextOf } from "../infra/core/context.ts";
import { Edge } from "../infra/edge/edge.ts";
import { ApplicationBalancer } from "../infra/network/application-balancer.ts";
import { Network } from "../infra/network/network.ts";
import { NetworkBalancer } from "../infra/network/network-balancer.ts";
import { SecurityGroup } from "../infra/network/security-group.ts";
import { Security } from "../infra/security/security.ts";

/** Where the gateway's pods take requests, and where they say whether they do: the ports of Kong's chart. */
const gateway = { tlsPort: 8443, health: { protocol: "HTTP", port: 8100, path: "/status/ready" } } as const;

/** An environment on AWS: its layers, in the order a request meets them. */
export function onAws(environment: AwsEnvironment) {
  const context = contextOf(environment);
  const options = { provider: new aws.Provider("aws", { region: environment.region, allowedAccountIds: [environment.account] }) };

  const security = new Security("security", context, environment.security, options);
  const edge = new Edge("edge", context, environment.edge, options);

  const { cidr, flowLogs } = environment.network;
  const network = new Network(
    "network",
    context,
    {
      ...environment.network,
      flowLogs:
        flowLogs === "s3"
          ? { kind: "s3", bucket: security.logBucketName }
          : {
              kind: "cloudwatch",
              kmsKeyArn: security.keys.logs,
              permissionBoundaryArn: security.permissionBoundaryArn,
              keepDays: environment.security.logDays,
            },
    },
    options,
  );

  const gatewayPods = new SecurityGroup(
    "gateway",
    context,
    { vpcId: network.vpcId, description: "Pods of the gateway, which the balancers forward to" },
    options,
  );
  const balanced = {
    vpcId: network.vpcId,
    subnetIds: network.appSubnetIds,
    targets: { ...gateway, securityGroupId: gatewayPods.securityGroupId },
    logBucket: security.accessLogBucketName,
  };
  const fromNetwork = { name: "network", description: "TLS from the network itself", fromCidr: cidr, tcpPort: 443 };
  // CloudFront's way in comes with the distribution; nobody else calls `web`.
  const { certificateArn } = edge;
  new ApplicationBalancer("web", context, { ...balanced, certificateArn, admitsTls12: true }, options);
  const api = new ApplicationBalancer("api", context, { ...balanced, certificateArn, ingress: [fromNetwork] }, options);
  new NetworkBalancer("rt", context, { ...balanced, ingress: [fromNetwork] }, options);

  const cacheClients = new SecurityGroup(
    "cache-clients",
    context,
    { vpcId: network.vpcId, description: "Badge of what may use the cache" },
    options,
  );
  const cacheNodes = new SecurityGroup(
    "cache-nodes",
    context,
    {
      vpcId: network.vpcId,
      description: "Nodes of the cache",
      ingress: [
        {
          name: "clients",
          description: "Redis over TLS from clients of the cache",
          fromSecurityGroupId: cacheClients.securityGroupId,
          tcpPort: 6379,
        },
      ],
    },
    options,
  );
  const cache = new RedisCluster(
    "cache",
    context,
    {
      ...environment.cache,
      subnetIds: [...network.dataSubnetIds],
      securityGroupId: cacheNodes.securityGroupId,
      kmsKeyArn: security.keys.cache,
    },
    options,
  );

  return {
    environment: environment.name,
    region: environment.region,
    ...(edge.nameServers && { nameServers: edge.nameServers }),
    vpcId: network.vpcId,
    outgoingIps: network.outgoingIps,
    apiBalancer: api.dnsName,
    cacheEndpoint: cache.configurationEndpoint,
  };
}
