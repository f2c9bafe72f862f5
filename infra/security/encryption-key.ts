import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { policy, type Statement } from "../core/iam.ts";
import { physicalName } from "../core/names.ts";
import { protection } from "../core/protection.ts";
import { accountByIam } from "./key-users.ts";

export interface EncryptionKeyArgs {
  /** Its domain, in a word: `cache` makes its alias `alias/prod-cache`. */
  readonly purpose: string;
  /** What is encrypted with it. */
  readonly description: string;
  /** The services of AWS that use it by themselves (see key-users.ts). @default none: only who the account's IAM policies let */
  readonly users?: readonly Statement[];
}

/** A KMS key of one domain, rotated every year, so that giving up or locking one domain touches no other. About $1 a month, and $1 more for each of its first two rotations. */
export class EncryptionKey extends Component {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("security:EncryptionKey", name, opts);
    const { region, tags, keepsData } = context;

    const key = new aws.kms.Key(
      name,
      {
        region,
        tags,
        description: args.description,
        policy: policy([accountByIam(context), ...(args.users ?? [])]),
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        // Days in which a deletion can be taken back: the most and the least that KMS allows.
        deletionWindowInDays: keepsData ? 30 : 7,
      },
      { parent: this, ...protection(context) },
    );

    new aws.kms.Alias(name, { region, name: `alias/${physicalName(context, args.purpose, 250)}`, targetKeyId: key.id }, { parent: this });

    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
