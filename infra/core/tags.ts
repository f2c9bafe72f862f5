import type { AwsEnvironment } from "../config/environment.ts";
import type { Context } from "./component.ts";
import { physicalName } from "./names.ts";

type Tags = Readonly<Record<string, string>>;

/** The tags of every resource. The environment's own have other keys: its configuration says so. */
export function tagsOf({ name, tier, tags }: AwsEnvironment): Tags {
  return { ...tags, environment: name, tier, "managed-by": "pulumi" };
}

/** With the `Name` that the AWS console shows, for what has no name of its own there: networks, subnets, security groups. */
export function named(context: Context, name: string): Tags {
  return { ...context.tags, Name: physicalName(context, name, 256) };
}
