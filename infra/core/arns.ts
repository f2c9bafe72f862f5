import type { Context } from "./component.ts";

type Where = Pick<Context, "account" | "region">;

/** The name of a regional resource, such as `arn:aws:logs:us-east-1:111122223333:log-group:*`. */
export function arn({ account, region }: Where, service: string, resource: string): string {
  return `arn:${partition(region)}:${service}:${region}:${account}:${resource}`;
}

/** The name of what belongs to the account and to no region: `arn:aws:iam::111122223333:root`. */
export function iamArn({ account, region }: Where, resource: string): string {
  return `arn:${partition(region)}:iam::${account}:${resource}`;
}

/** The name of a bucket. Its objects are `${bucketArn(...)}/*`. */
export function bucketArn({ region }: Pick<Context, "region">, bucket: string): string {
  return `arn:${partition(region)}:s3:::${bucket}`;
}

/** The name of a policy that AWS wrote and keeps up to date: `arn:aws:iam::aws:policy/AmazonEKSClusterPolicy`. */
export function awsPolicyArn({ region }: Pick<Context, "region">, policy: string): string {
  return iamArn({ account: "aws", region }, `policy/${policy}`);
}

/** The name of a set of rights in a Kubernetes cluster that AWS wrote: `arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`. */
export function clusterAccessPolicyArn({ region }: Pick<Context, "region">, policy: string): string {
  return `arn:${partition(region)}:eks::aws:cluster-access-policy/${policy}`;
}

/** AWS's worlds that know nothing of each other: the commercial one, China, the governments'. */
function partition(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}
