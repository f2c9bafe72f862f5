import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";

export interface RegionalCertificateArgs {
  readonly domain: string;
  /** The zone that answers for the domain, for the record that proves it is ours. */
  readonly zoneId: pulumi.Input<string>;
  /** Leaves the record when the certificate goes. It is the same for every certificate of a domain in an account, so other stacks may need it. @default false */
  readonly keepsRecord?: boolean;
}

/**
 * The certificate of a domain and all names right under it, for the balancers of one region. Free, and renewed by ACM for as long as the record stands. An
 * `up` waits here until the zone answers on the internet, at most 75 minutes.
 */
export class RegionalCertificate extends Component {
  /** Known once the certificate is issued. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, context: Context, args: RegionalCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:RegionalCertificate", name, opts);
    const { region, tags } = context;

    const certificate = new aws.acm.Certificate(
      name,
      {
        region,
        tags,
        domainName: args.domain,
        subjectAlternativeNames: [`*.${args.domain}`],
        validationMethod: "DNS",
        keyAlgorithm: "EC_prime256v1",
        options: { certificateTransparencyLoggingPreference: "ENABLED" },
      },
      { parent: this },
    );

    // The domain and its wildcard are proved by one and the same record.
    const proof = certificate.domainValidationOptions.apply(([first]) => first);
    const record = new aws.route53.Record(
      name,
      {
        zoneId: args.zoneId,
        name: proof.apply((option) => option?.resourceRecordName ?? ""),
        type: proof.apply((option) => option?.resourceRecordType ?? ""),
        records: [proof.apply((option) => option?.resourceRecordValue ?? "")],
        ttl: 300,
        allowOverwrite: true,
      },
      { parent: this, retainOnDelete: args.keepsRecord ?? false },
    );

    const validation = new aws.acm.CertificateValidation(
      name,
      { region, certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      { parent: this },
    );

    this.arn = validation.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}
