import type { Context } from "./component.ts";

/**
 * The context of a regional resource that belongs to a global service: CloudFront takes its certificate and its web ACL, Route 53 its DNSSEC key, from
 * us-east-1 only. `region` on each resource puts it there; a second provider is not needed. Services without regions (IAM, CloudFront, Route 53
 * itself) have no such argument.
 */
export function inGlobalRegion(context: Context): Context {
  return { ...context, region: "us-east-1" };
}
