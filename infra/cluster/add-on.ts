import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../core/component.ts";

export interface AddOnArgs {
  readonly clusterName: pulumi.Input<string>;
  readonly version: string;
  /** Settings of the add-on's own schema. @default its own */
  readonly configuration?: object;
  /** The role of one of its service accounts. @default none: it needs nothing of AWS */
  readonly identity?: { readonly serviceAccount: string; readonly roleArn: pulumi.Input<string> };
}

/** Something that EKS installs into the cluster and keeps as it is said here. Whoever changes it by hand finds it changed back by the next update. */
export function addOn(
  addonName: string,
  name: string,
  { region, tags }: Context,
  args: AddOnArgs,
  opts: pulumi.CustomResourceOptions,
): aws.eks.Addon {
  return new aws.eks.Addon(
    `${name}-${addonName}`,
    {
      region,
      tags,
      clusterName: args.clusterName,
      addonName,
      addonVersion: args.version,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(args.configuration && { configurationValues: JSON.stringify(args.configuration) }),
      ...(args.identity && { podIdentityAssociations: [args.identity] }),
    },
    opts,
  );
}
