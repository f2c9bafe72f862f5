import * as pulumi from "@pulumi/pulumi";

/** What every layer is given: whose it is and how careful to be with it. */
export interface Context {
  readonly environment: string;
  /** The AWS account's 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** True where losing the resource would lose data that must be kept: prod, and staging unless it says otherwise. */
  readonly keepsData: boolean;
}

/** A part of Strata. `type` is `<layer>:<Thing>` and never changes, whatever the class is called: it is in the URN of every child. */
export abstract class Component extends pulumi.ComponentResource {
  protected constructor(type: `${string}:${string}`, name: string, opts?: pulumi.ComponentResourceOptions) {
    super(`strata:${type}`, name, {}, opts);
  }
}
