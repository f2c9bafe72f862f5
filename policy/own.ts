import { arn, bucketArn } from "../infra/core/arns.ts";
import type { Denial, Statement } from "./documents.ts";
import type { Graph } from "./graph.ts";
import type { Resource } from "./resources.ts";

/** The accounts that the stack's providers may act in. None where no provider is bound to one: nobody is of the house then. */
export function ownAccounts(graph: Graph): readonly string[] {
  return graph.all("pulumi:providers:aws").flatMap(({ inputs }) => {
    // A provider's lists reach a plan and the engine as text.
    const accounts: unknown = inputs.allowedAccountIds;
    return typeof accounts === "string" ? (JSON.parse(accounts) as string[]) : (inputs.allowedAccountIds ?? []);
  });
}

/** Whether an ARN, or what is given in place of one, is of an account of the stack. */
export function isOwn(value: string, graph: Graph): boolean {
  const account = /^arn:[^:]+:[^:]*:[^:]*:([^:]*):/.exec(value)?.[1] ?? value;
  // `<iam.Role/api.arn>` stands in a plan for what the stack itself makes.
  return ownAccounts(graph).includes(account) || /^<[^<>]+>$/.test(value);
}

/** Users and roles that a statement speaks of and that are not of an account of the stack. */
export function strangersIn({ principals }: Statement, graph: Graph): string[] {
  return principals
    .filter(({ kind, value }) => value === "*" || (kind !== "Service" && kind !== "Federated" && !isOwn(value, graph)))
    .map(({ value }) => value);
}

type Whole = Pick<Denial, "actions" | "resources">;

/** All that can be done with a bucket and its objects, as its policy would name it. */
export function wholeBucket({ name, inputs }: Resource<"aws:s3/bucket:Bucket">): Whole {
  const whole = inputs.bucket === undefined ? `<s3.Bucket/${name}.arn>` : bucketArn({ region: inputs.region ?? "" }, inputs.bucket);
  return { actions: ["*", "s3:*"], resources: [whole, `${whole}/*`] };
}

/** All that can be done with a queue. */
export function wholeQueue({ name, inputs }: Resource<"aws:sqs/queue:Queue">, graph: Graph): Whole {
  return { actions: ["*", "sqs:*"], resources: [named("sqs", inputs, graph) ?? `<sqs.Queue/${name}.arn>`] };
}

/** Publishing to a topic. */
export function publishingTo({ name, inputs }: Resource<"aws:sns/topic:Topic">, graph: Graph): Whole {
  return { actions: ["*", "sns:*", "sns:Publish"], resources: [named("sns", inputs, graph) ?? `<sns.Topic/${name}.arn>`] };
}

/** The ARN of what a service names by itself; undefined where its name is not known before it is made. */
function named(
  service: string,
  { name, region = "" }: { readonly name?: string | undefined; readonly region?: string | undefined },
  graph: Graph,
): string | undefined {
  const [account] = ownAccounts(graph);
  return name && account && arn({ account, region }, service, name);
}
