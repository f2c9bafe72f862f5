import * as aws from "@pulumi/aws";
import { RedisCluster } from "../infra/cache/redis-cluster.ts";
import type { AwsEnvironment } from "../infra/config/environment.ts";
import { contextOf } from "../infra/core/context.ts";
import { SecurityGroup } from "../infra/network/security-group.ts";
import { Vpc } from "../infra/network/vpc.ts";
import { Security } from "../infra/security/security.ts";

/** An environment on AWS: its layers, in the order a request meets them. */
export function onAws(environment: AwsEnvironment) {
  const context = contextOf(environment);
  const options = { provider: new aws.Provider("aws", { region: environment.region, allowedAccountIds: [environment.account] }) };

  const security = new Security("security", context, environment.security, options);
  const network = new Vpc("network", context, environment.network, options);

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
          description: "Redis over TLS from the cache's clients",
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

  return { environment: environment.name, region: environment.region, vpcId: network.vpcId, cacheEndpoint: cache.configurationEndpoint };
}
