import { adviceInDev, rule } from "../rule.ts";

const services = ["s3", "ecr.api", "ecr.dkr", "sts", "kms", "logs", "secretsmanager"];

/** Data, images, keys and secrets do not take the way over the internet. Advice in dev, where the endpoints would cost more than the nodes. (69: EC2.10) */
export const networksReachAwsPrivately = rule("networks-reach-aws-privately", adviceInDev, "aws:ec2/vpc:Vpc", (network, graph) => {
  const reached = graph.having("aws:ec2/vpcEndpoint:VpcEndpoint", "vpcId", network).map(({ inputs }) => inputs.serviceName ?? "");
  const missing = services.filter((service) => !reached.some((name) => name.endsWith(`.${service}`)));
  return missing.length === 0 ? undefined : `give it endpoints for ${missing.join(", ")}`;
});
