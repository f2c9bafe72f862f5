import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { blocksOf } from "../test/docs/page.ts";
import { FakeProject } from "../test/fake-project.ts";
import { lacks } from "../test/needs.ts";
import { parseArguments } from "../tools/pulumi/arguments.ts";
import { operate } from "../tools/pulumi/operate.ts";
import { ask, isOnPath } from "../tools/pulumi/programs.ts";

const root = resolve(import.meta.dirname, "..");

/** The account of everything that moto, a stand-in for AWS on this machine, makes up. */
const account = "123456789012";
const region = "eu-central-1";
const oidcProvider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;

/** What moto does not know of the template it leaves out: most settings of the bucket, and making the OIDC provider. */
describe("a deployed bootstrap", function () {
  this.timeout(120_000);
  let moto: ChildProcess;
  let variables: Record<string, string>;
  let project: FakeProject;

  before(async function () {
    for (const [program, what] of [
      ["moto_server", "moto"],
      ["aws", "aws"],
    ] as const)
      if (!isOnPath(program, process.env)) lacks(this, what, `no ${program} on PATH (pip install 'moto[server]' awscli)`);
    moto = spawn("moto_server", ["-H", "127.0.0.1", "-p", "0"], { stdio: ["ignore", "ignore", "pipe"] });
    const environment = `    tier: dev\n    account: "${account}"\n    region: ${region}\n    edge:\n      domain: dev.example.com\n`;
    const secrets = ["cachePassword", "gatewayCachePassword"].map((name) => `  strata:${name}:\n    secure: v1:AAAA:BBBB\n`).join("");
    project = new FakeProject({ dev: `config:\n  strata:environment:\n${environment}${secrets}` }).program("pulumi");
    mkdirSync(join(project.root, "bootstrap"), { recursive: true });
    writeFileSync(
      join(project.root, "bootstrap/bootstrap.yaml"),
      withoutKeyTags(readFileSync(join(root, "bootstrap/bootstrap.yaml"), "utf8")),
    );
    variables = {
      PATH: [project.programs, process.env.PATH].join(":"),
      HOME: project.root,
      AWS_ENDPOINT_URL: await addressOf(moto),
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
      AWS_DEFAULT_REGION: region,
    };
  });
  after(() => {
    moto?.kill();
    project?.remove();
  });

  async function aws(words: string): Promise<Answers> {
    const { succeeded, stdout, stderr } = await ask("aws", [...words.split(" "), "--output", "json"], variables);
    assert.ok(succeeded, stderr);
    return JSON.parse(stdout || "{}") as Answers;
  }

  const up = async () => {
    const asked = parseArguments(["up", "dev"]);
    assert.ok(asked);
    return operate(project.root, asked, { variables, question: undefined });
  };

  it("is asked for when it is not there", () =>
    assert.rejects(up(), /^Error: There is no stack strata-dev-bootstrap in account 123456789012/));

  it("is found by npm run up, and gives Pulumi the bucket and the key", async () => {
    const given = { Environment: "dev", Repository: "acme/strata", PullRequestPreviews: "true", GitHubOidcProviderArn: oidcProvider };
    const parameters = Object.entries(given).map(([key, value]) => `ParameterKey=${key},ParameterValue=${value}`);
    const template = `file://${join(project.root, "bootstrap/bootstrap.yaml")}`;
    await aws(
      `cloudformation create-stack --stack-name strata-dev-bootstrap --template-body ${template} --capabilities CAPABILITY_IAM --parameters ${parameters.join(" ")}`,
    );

    assert.equal(await up(), 0);
    const { Buckets } = await aws("s3api list-buckets");
    assert.equal(Buckets?.length, 1);
    const starts = project.started("pulumi");
    assert.deepEqual(
      starts.map(({ words }) => words.join(" ")),
      [`stack select dev --create --secrets-provider awskms://alias/strata-dev-bootstrap?region=${region}`, "up --stack dev"],
    );
    for (const { variables } of starts) assert.equal(variables.PULUMI_BACKEND_URL, `s3://${Buckets[0]?.Name}?region=${region}`);
  });

  it("has a bucket encrypted with the key behind the alias, which rotates", async () => {
    const { Buckets } = await aws("s3api list-buckets");
    const bucket = Buckets?.[0]?.Name;
    const { Aliases } = await aws("kms list-aliases");
    const key = Aliases?.find(({ AliasName }) => AliasName === "alias/strata-dev-bootstrap")?.TargetKeyId;
    const encryption = await aws(`s3api get-bucket-encryption --bucket ${bucket}`);
    assert.equal(
      encryption.ServerSideEncryptionConfiguration?.Rules[0]?.ApplyServerSideEncryptionByDefault.KMSMasterKeyID,
      `arn:aws:kms:${region}:${account}:key/${key}`,
    );
    assert.equal((await aws(`kms get-key-rotation-status --key-id ${key}`)).KeyRotationEnabled, true);
  });

  it("has both roles under a path of their own, trusting one subject each", async () => {
    const { Roles } = await aws("iam list-roles --path-prefix /bootstrap/dev/");
    const statements = Roles?.map(({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument.Statement[0]) ?? [];
    for (const statement of statements) assert.equal(statement?.Principal.Federated, oidcProvider);
    assert.deepEqual(statements.map((statement) => statement?.Condition.StringEquals["token.actions.githubusercontent.com:sub"]).sort(), [
      "repo:acme/strata:environment:dev",
      "repo:acme/strata:pull_request",
    ]);
  });

  it("is made by the commands in step 3 of docs/bootstrap.md as they stand", async () => {
    const page = readFileSync(join(root, "docs/bootstrap.md"), "utf8");
    const commands = blocksOf(page).find(({ text }) => text.includes("cloudformation deploy"));
    assert.ok(commands);
    const { succeeded, stdout, stderr } = await ask("bash", ["-ec", `cd '${project.root}'\n${commands.text}`], variables);
    assert.ok(succeeded, stdout + stderr);
    const { Stacks } = await aws("cloudformation describe-stacks --stack-name strata-dev-bootstrap --region us-east-1");
    assert.equal(Stacks?.[0]?.StackStatus, "CREATE_COMPLETE");
  });
});

/** moto 5.2 wants the tags of a template's key in the shape of KMS's own calls (`TagKey`), and fails at CloudFormation's. */
function withoutKeyTags(template: string): string {
  const without = template.replace(/( {6}Tags:\n {8}- Key: environment\n {10}Value: !Ref Environment\n)( {6}KeyPolicy:)/, "$2");
  assert.notEqual(without, template, "the key's tags are not where they were");
  return without;
}

/** Of what AWS answers, the parts that are looked at here. */
interface Answers {
  readonly Buckets?: readonly { readonly Name: string }[];
  readonly Aliases?: readonly { readonly AliasName: string; readonly TargetKeyId?: string }[];
  readonly Stacks?: readonly { readonly StackStatus: string }[];
  readonly KeyRotationEnabled?: boolean;
  readonly ServerSideEncryptionConfiguration?: {
    readonly Rules: readonly { readonly ApplyServerSideEncryptionByDefault: { readonly KMSMasterKeyID: string } }[];
  };
  readonly Roles?: readonly {
    readonly AssumeRolePolicyDocument: {
      readonly Statement: readonly {
        readonly Principal: { readonly Federated: string };
        readonly Condition: { readonly StringEquals: Readonly<Record<string, string>> };
      }[];
    };
  }[];
}

/** Where moto listens: it says so once it does. What it says later is let go. */
function addressOf({ stderr }: ChildProcess): Promise<string> {
  assert.ok(stderr);
  let said = "";
  return new Promise((resolve, reject) => {
    stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (address) resolve(address);
    });
    stderr.once("end", () => reject(new Error(`moto_server ended: ${said}`)));
  });
}
