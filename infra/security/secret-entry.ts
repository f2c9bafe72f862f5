import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";

export interface SecretEntryArgs {
  /** Its name after the environment's: `cache/api` makes it `prod/cache/api`. */
  readonly path: string;
  /** What it is for. */
  readonly description: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** The values by name, from the stack file's secrets. @default none: somebody or something else writes them */
  readonly values?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** An entry of Secrets Manager: where workloads read a secret. Its values are in Pulumi's state encrypted only. $0.40 a month. */
export class SecretEntry extends Component {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: SecretEntryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("security:SecretEntry", name, opts);
    const { region, tags, keepsData } = context;

    const secret = new aws.secretsmanager.Secret(
      name,
      {
        region,
        tags,
        name: `${context.environment}/${args.path}`,
        description: args.description,
        kmsKeyId: args.kmsKeyArn,
        // Days in which a deletion can be taken back. None where the name may be wanted again at once.
        recoveryWindowInDays: keepsData ? 30 : 0,
      },
      { parent: this },
    );
    if (args.values) {
      const secretString = pulumi.secret(pulumi.jsonStringify(args.values));
      new aws.secretsmanager.SecretVersion(name, { region, secretId: secret.id, secretString }, { parent: this });
    }

    this.arn = secret.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
