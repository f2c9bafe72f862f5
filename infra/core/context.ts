import type { AwsEnvironment } from "../config/environment.ts";
import type { Context } from "./component.ts";
import { tagsOf } from "./tags.ts";

export function contextOf(environment: AwsEnvironment): Context {
  const { name, account, region, keepsData } = environment;
  return { environment: name, account, region, tags: tagsOf(environment), keepsData };
}
