/** AWS services that a network can have an interface endpoint for, as they are called in `com.amazonaws.<region>.<service>`: those that the platform calls. */
export const interfaceEndpointServices = [
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "kms",
  "logs",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

export type InterfaceEndpointService = (typeof interfaceEndpointServices)[number];
