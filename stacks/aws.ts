import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Access, apiAccess, gatewayAccess } from "../infra/cache/access.ts";
import { GatewayRedis } from "../infra/cache/gateway-redis.ts";
import { RedisCluster } from "../infra/cache/redis-cluster.ts";
import { Cluster } from "../infra/cluster/cluster.ts";
import type { AwsEnvironment } from "../infra/config/environment.ts";
import { secret } from "../infra/config/load.ts";
import { versions } from "../infra/config/versions.ts";
import type { Context } from "../infra/core/component.ts";
import { contextOf } from "../infra/core/context.ts";
import { Edge } from "../infra/edge/edge.ts";
import { ApplicationBalancer } from "../infra/network/application-balancer.ts";
import { Network } from "../infra/network/network.ts";
import { NetworkBalancer } from "../infra/network/network-balancer.ts";
import { SecurityGroup } from "../infra/network/security-group.ts";
import { AlarmTopic } from "../infra/observability/alarm-topic.ts";
import { SecretEntry } from "../infra/security/secret-entry.ts";
import { Security } from "../infra/security/security.ts";

/** Where the gateway's pods take requests, and where they say whether they do: the ports of Kong's chart. */
const gateway = { tlsPort: 8443, health: { protocol: "HTTP", port: 8100, path: "/status/ready" } } as const;

/** An environment on AWS: its layers, in the order a request meets them. */
export function onAws(environment: AwsEnvironment) {
  const context = contextOf(environment);
  const options = { provider: new aws.Provider("aws", { region: environment.region, allowedAccountIds: [environment.account] }) };

  const security = new Security("security", context, environment.security, options);
  const alarms = new AlarmTopic("alarms", context, { kmsKeyArn: security.keys.logs }, options);
  const edge = new Edge("edge", context, environment.edge, options);

  const { cidr, flowLogs, interfaceEndpoints, encryptionMonitor } = environment.network;
  const network = new Network(
    "network",
    context,
    {
      ...environment.network,
      interfaceEndpoints: interfaceEndpoints.enabled ? interfaceEndpoints.services : [],
      encryptionMonitor: encryptionMonitor.enabled,
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

  const cluster = new Cluster(
    "cluster",
    context,
    {
      ...environment.cluster,
      subnets: network.appSubnets,
      addOns: versions.addOns,
      kmsKeyArn: security.keys.cluster,
      logKeyArn: security.keys.logs,
      logDays: environment.security.logDays,
      permissionBoundaryArn: security.permissionBoundaryArn,
    },
    options,
  );

  const { kind: _, gateway: ofGateway, ...ofCache } = environment.cache;
  const caches = {
    engineVersion: ofCache.engineVersion,
    subnetIds: network.dataSubnetIds,
    kmsKeyArn: security.keys.cache,
    logKeyArn: security.keys.logs,
    logDays: environment.security.logDays,
    alarmTopicArn: alarms.arn,
  };
  const login = (name: string, path: string, { userName }: Access, password: pulumi.Output<string>) =>
    new SecretEntry(
      name,
      context,
      {
        path,
        description: `Login of ${userName} in its cache`,
        kmsKeyArn: security.keys.secrets,
        values: { username: userName, password },
      },
      options,
    );

  const cachePassword = secret("cachePassword");
  login("cache-login", "cache/api", apiAccess, cachePassword);
  const cache = new RedisCluster(
    "cache",
    context,
    { ...caches, ...ofCache, password: cachePassword, securityGroupId: redisDoor("cache", context, network, options) },
    options,
  );

  const gatewayPassword = secret("gatewayCachePassword");
  login("gateway-cache-login", "cache/gateway", gatewayAccess, gatewayPassword);
  const gatewayCache = new GatewayRedis(
    "gateway-cache",
    context,
    { ...caches, ...ofGateway, password: gatewayPassword, securityGroupId: redisDoor("gateway-cache", context, network, options) },
    options,
  );

  return {
    environment: environment.name,
    region: environment.region,
    ...(edge.nameServers && { nameServers: edge.nameServers }),
    vpcId: network.vpcId,
    outgoingIps: network.outgoingIps,
    apiBalancer: api.dnsName,
    clusterName: cluster.clusterName,
    clusterEndpoint: cluster.endpoint,
    cacheEndpoint: cache.configurationEndpoint,
    gatewayCacheEndpoint: gatewayCache.endpoint,
  };
}

/** The security group of a cache's nodes: whoever wears the badge of its clients comes in, over TLS, and nobody else. */
function redisDoor(name: string, context: Context, { vpcId }: Network, options: pulumi.ComponentResourceOptions): pulumi.Output<string> {
  const clients = new SecurityGroup(`${name}-clients`, context, { vpcId, description: `Badge of what may use the ${name}` }, options);
  const fromClients = {
    name: "clients",
    description: `Redis over TLS from clients of the ${name}`,
    fromSecurityGroupId: clients.securityGroupId,
    tcpPort: 6379,
  };
  const nodes = new SecurityGroup(
    `${name}-nodes`,
    context,
    { vpcId, description: `Nodes of the ${name}`, ingress: [fromClients] },
    options,
  );
  return nodes.securityGroupId;
}
