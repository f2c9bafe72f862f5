import type { AwsEnvironment } from "../../infra/config/environment.ts";
import { type Answer, ask, type Variables } from "./programs.ts";
import { StackError } from "./stack-error.ts";
import type { StateStore } from "./state-store.ts";

/** The CloudFormation stack of bootstrap/bootstrap.yaml that an environment has. */
export function bootstrapStackOf(project: string, environment: string): string {
  return `${project}-${environment}-bootstrap`;
}

/** Outputs of the template. Pulumi understands them as they are. */
export const bootstrapOutputs = { backend: "Backend", secretsProvider: "SecretsProvider" } as const;

/**
 * Where an environment's bootstrap keeps its state, asked from AWS by its own CLI: it finds everybody's credentials (profiles, single sign-on,
 * a CI's role), bootstrap needs it anyway, and so no SDK has to be kept. Throws a StackError when the credentials are missing or another
 * account's, or there is no bootstrap.
 */
export async function storeOnAws(project: string, { name, account, region }: AwsEnvironment, env: Variables): Promise<StateStore> {
  const mine = await askAws(["sts", "get-caller-identity"], region, env);
  if (!mine.succeeded) throw new StackError(noCredentials(account, mine));
  const { Account } = JSON.parse(mine.stdout) as { Account: string };
  if (Account !== account) {
    throw new StackError(
      `Your AWS credentials are of account ${Account}, and environment ${name} is in ${account}: choose the right ones with "export AWS_PROFILE=<profile>", or mend strata:environment.account.`,
    );
  }

  const stack = bootstrapStackOf(project, name);
  const described = await askAws(["cloudformation", "describe-stacks", "--stack-name", stack], region, env);
  if (!described.succeeded) {
    throw new StackError(
      /does not exist/.test(described.stderr)
        ? `There is no stack ${stack} in account ${account}, region ${region}: the environment must be bootstrapped first, once (docs/bootstrap.md).`
        : `AWS does not tell about the stack ${stack} in ${region}: ${lastLine(described.stderr)}`,
    );
  }
  const { Stacks } = JSON.parse(described.stdout) as Described;
  const output = (key: string) => Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
  const backend = output(bootstrapOutputs.backend);
  const secretsProvider = output(bootstrapOutputs.secretsProvider);
  if (!backend || !secretsProvider) {
    throw new StackError(
      `The stack ${stack} in ${region} has no output ${backend ? bootstrapOutputs.secretsProvider : bootstrapOutputs.backend} (it is ${Stacks[0]?.StackStatus}): deploy bootstrap/bootstrap.yaml to it again (docs/bootstrap.md).`,
    );
  }
  return { backend, secretsProvider, variables: {} };
}

interface Described {
  readonly Stacks: readonly {
    readonly StackStatus: string;
    readonly Outputs?: readonly { readonly OutputKey: string; readonly OutputValue: string }[];
  }[];
}

function askAws(words: readonly string[], region: string, env: Variables): Promise<Answer> {
  return ask("aws", [...words, "--region", region, "--output", "json"], { ...env, AWS_PAGER: "" });
}

function noCredentials(account: string, { stderr }: Answer): string {
  return [
    `There are no AWS credentials that work: ${lastLine(stderr)}`,
    `Get some for account ${account} with "aws configure sso" (once) or "aws sso login", choose them with "export AWS_PROFILE=<profile>", and see whose they are with "aws sts get-caller-identity".`,
  ].join("\n");
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
