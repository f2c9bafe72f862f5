import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Pods that a balancer forwards to. They attach themselves: a TargetGroupBinding in the cluster names the balancer's target group. */
export interface Targets {
  /** The security group of the pods, or of their nodes. The balancer opens its way into it. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Where they take requests, over TLS. */
  readonly tlsPort: number;
  readonly health: Health;
}

/** Where a target says whether it takes requests: it answers 200 when it does. */
export interface Health {
  readonly protocol: "HTTP" | "HTTPS";
  readonly port: number;
  readonly path: string;
}

/** Two misses of a check every ten seconds take a target out, two hits bring it back. */
export function healthCheck({ protocol, port, path }: Health): aws.types.input.lb.TargetGroupHealthCheck {
  return {
    enabled: true,
    protocol,
    port: String(port),
    path,
    matcher: "200",
    interval: 10,
    timeout: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  };
}
