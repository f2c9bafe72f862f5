import type { InterfaceEndpointService } from "../config/interface-endpoints.ts";
import { iamArn } from "../core/arns.ts";
import type { Context } from "../core/component.ts";
import type { Statement } from "../core/iam.ts";

type Where = Pick<Context, "account" | "region">;

/**
 * Who may do what through a service's endpoint: identities of this account, and where the service tells whose its resources are, with this account's
 * resources. So stolen data cannot leave with credentials of a foreign account, nor to a foreign bucket or queue. It grants nothing by itself: the
 * caller's own policies still decide.
 */
export function endpointPolicy(service: InterfaceEndpointService, where: Where): Statement[] {
  const { account } = where;
  switch (service) {
    case "kms":
    case "logs":
    case "secretsmanager":
    case "sns":
    case "sqs":
      return [ownOnOwn(service, account)];
    case "ecr.api":
    case "ecr.dkr":
      // The images of EKS's add-ons are in registries of AWS.
      return [ownOnOwn("ecr", account), ownOnAny("PullFromAnyRegistry", pullActions, account)];
    case "sts":
      // A pod that exchanges its token has no identity yet, so the role it asks for must be the account's.
      return [ownOnAny("OwnIdentities", "sts:*", account), federated(where)];
    case "ec2messages":
    case "eks":
    case "ssm":
    case "ssmmessages":
      // Parameters and documents that AWS publishes belong to no account of ours.
      return [ownOnAny("OwnIdentities", `${service}:*`, account)];
  }
}

/**
 * Of S3 through its gateway endpoint. Anything may be read, by anyone: image layers of ECR and of public registries are in buckets of others, fetched with
 * signed links. All else only by identities of this account in its own buckets.
 */
export function s3EndpointPolicy({ account }: Where): Statement[] {
  return [
    ownOnOwn("s3", account),
    { Sid: "ReadAnything", Effect: "Allow", Principal: "*", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: "*" },
  ];
}

export function dynamodbEndpointPolicy({ account }: Where): Statement[] {
  return [ownOnOwn("dynamodb", account)];
}

const pullActions = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetAuthorizationToken",
  "ecr:GetDownloadUrlForLayer",
] as const;

function ownOnOwn(service: string, account: string): Statement {
  return {
    ...ownOnAny("OwnIdentitiesOnOwnResources", `${service}:*`, account),
    Condition: { StringEquals: { "aws:PrincipalAccount": account, "aws:ResourceAccount": account } },
  };
}

function ownOnAny(sid: string, action: string | readonly string[], account: string): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: "*",
    Action: action,
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": account } },
  };
}

function federated(where: Where): Statement {
  return {
    Sid: "TokensForOwnRoles",
    Effect: "Allow",
    Principal: "*",
    Action: "sts:AssumeRoleWithWebIdentity",
    Resource: iamArn(where, "role/*"),
  };
}
