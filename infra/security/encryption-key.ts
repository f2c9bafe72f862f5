import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { physicalName } from "../core/names.ts";

export interface EncryptionKeyArgs {
  /** What is encrypted with it. */
  readonly description: string;
}

/**
 * A KMS key of one domain, rotated every year, so that giving up or locking one domain touches no other. About $1 a month.
 * Its policy is KMS's own default: the account's IAM policies decide who may use it.
 */
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
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        // Days in which a deletion can be taken back: the most and the least that KMS allows.
        deletionWindowInDays: keepsData ? 30 : 7,
      },
      { parent: this, protect: keepsData, retainOnDelete: keepsData },
    );

    new aws.kms.Alias(name, { region, name: `alias/${physicalName(context, name, 250)}`, targetKeyId: key.id }, { parent: this });

    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
