import type { AwsEnvironment } from "../config/environment.ts";
import type { Context } from "./component.ts";
import { tagsOf } from "./tags.ts";

export function contextOf(environment: AwsEnvironment): Context {
  return { environment: environment.name, region: environment.region, tags: tagsOf(environment), keepsData: environment.keepsData };
}
