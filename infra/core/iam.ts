import * as pulumi from "@pulumi/pulumi";

/** Who: an account or role by its ARN, a service by its name, everybody. */
export type Principal =
  | "*"
  | Readonly<Partial<Record<"AWS" | "Service" | "Federated", pulumi.Input<string> | readonly pulumi.Input<string>[]>>>;

/** Operator to condition key to values, such as `{ StringEquals: { "aws:SourceAccount": "111122223333" } }`. */
export type Condition = Readonly<Record<string, Readonly<Record<string, pulumi.Input<string> | readonly pulumi.Input<string>[]>>>>;

/** One sentence of a policy: who may, or must not, do what to what, under which condition. */
export interface Statement {
  /** What the statement is for, in CamelCase: a reader of the policy sees no other comment. */
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  /** Only where the policy hangs on a resource: there it says who; elsewhere it is whoever holds the policy. */
  readonly Principal?: Principal;
  readonly Action: string | readonly string[];
  /** Everywhere but in a role's trust policy. */
  readonly Resource?: pulumi.Input<string> | readonly pulumi.Input<string>[];
  readonly Condition?: Condition;
}

/** The document of IAM, of a key, of a bucket: as text, which every argument that takes one accepts. */
export function policy(statements: readonly Statement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/** Lets a service of AWS act as a role, for resources of this account only, so that nobody else can make the service do it (the confused deputy). */
export function trusts(service: string, account: string): Statement {
  return {
    Sid: "ActAsRole",
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  };
}
