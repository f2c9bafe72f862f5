import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join, matchesGlob, resolve } from "node:path";
import { type CollectionTag, parse, parseDocument, type ScalarTag, type TagId, visit } from "yaml";
import { physicalName } from "../infra/core/names.ts";
import { lacks } from "../test/needs.ts";
import { bootstrapOutputs } from "../tools/pulumi/bootstrap.ts";

const root = resolve(import.meta.dirname, "..");
const file = join(import.meta.dirname, "bootstrap.yaml");

/** A value that CloudFormation fills in is written as `{Environment}`, whichever function names it. */
const functions = [
  { tag: "!Ref", resolve: (name: string) => `{${name}}` },
  { tag: "!GetAtt", resolve: (name: string) => `{${name}}` },
  { tag: "!Sub", resolve: (text: string) => text.replaceAll("${", "{") },
  { tag: "!Equals", collection: "seq" },
  { tag: "!If", collection: "seq" },
] as const satisfies readonly (Partial<ScalarTag> | Partial<CollectionTag>)[];
const document = parseDocument(readFileSync(file, "utf8"), { customTags: functions as unknown as TagId[] });
const template = document.toJS() as Template;

interface Template {
  readonly Parameters: Readonly<
    Record<string, { Description: string; AllowedPattern?: string; AllowedValues?: string[]; Default?: string }>
  >;
  readonly Resources: Readonly<Record<string, { Type: string; DeletionPolicy?: string; Properties: Readonly<Record<string, unknown>> }>>;
  readonly Outputs: Readonly<Record<string, { Description: string }>>;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Of a golden file, the part that is looked at here. */
type Plan = Readonly<Record<string, { readonly type: string; readonly inputs?: { readonly tags?: Readonly<Record<string, string>> } }>>;

interface Role {
  readonly Path: string;
  readonly AssumeRolePolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Policies: readonly { readonly PolicyName: string; readonly PolicyDocument: { readonly Statement: readonly unknown[] } }[];
}

describe("the bootstrap template", () => {
  it("passes cfn-lint, which knows every property, right and region", function () {
    this.timeout(60_000);
    const { status, stdout, stderr, error } = spawnSync("cfn-lint", ["--regions", "us-east-1", "eu-central-1", "--template", file], {
      encoding: "utf8",
    });
    if (error) lacks(this, "cfn-lint", "no cfn-lint on PATH (pip install cfn-lint)");
    assert.equal(status, 0, stdout + stderr);
  });

  it("is plain: CloudFormation knows no aliases of YAML", () => {
    assert.deepEqual(document.errors, []);
    const aliases: string[] = [];
    visit(document, { Alias: (_, { source }) => void aliases.push(source) });
    assert.deepEqual(aliases, []);
  });

  it("has the outputs that npm run up reads", () => {
    for (const output of Object.values(bootstrapOutputs)) assert.ok(output in template.Outputs, output);
  });

  it("describes every parameter and output", () => {
    for (const { Description } of [...Object.values(template.Parameters), ...Object.values(template.Outputs)])
      assert.match(Description, /\.$/);
  });
});

describe("what the template's parameters allow", () => {
  for (const [parameter, value, allowed] of [
    ["Environment", "prod", true],
    ["Environment", "prod-west", true],
    ["Environment", "internals", true],
    ["Environment", "internal", false],
    ["Environment", "internal-x", false],
    ["Environment", "a--b", false],
    ["Environment", "a-", false],
    ["Environment", "a", false],
    ["Environment", "a2345678901234567890", true],
    ["Environment", "a-b-c-d-e-f-g-h-i-j-k", false],
    ["Environment", "*", false],
    ["Environment", "Prod", false],
    ["Repository", "acme/strata", true],
    ["Repository", "acme@123456/strata@456789", true],
    ["Repository", "acme@123456/strata", false],
    ["Repository", "acme/*", false],
    ["Repository", "acme/strata:environment", false],
    ["Repository", "acme", false],
    ["GitHubOidcProviderArn", "", true],
    ["GitHubOidcProviderArn", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", true],
    ["GitHubOidcProviderArn", "arn:aws:iam::111122223333:oidc-provider/tokens.example.com", false],
  ] as const) {
    it(`${parameter} ${allowed ? "may" : "may not"} be "${value}"`, () => {
      const pattern = template.Parameters[parameter]?.AllowedPattern;
      assert.ok(pattern);
      assert.equal(new RegExp(pattern).test(value), allowed);
    });
  }

  it("leaves it to nobody's oversight who may read the environment's secrets", () => {
    assert.deepEqual(template.Parameters.PullRequestPreviews?.AllowedValues, ["true", "false"]);
    assert.equal(template.Parameters.PullRequestPreviews?.Default, undefined);
  });
});

describe("the state", () => {
  it("stays when the stack goes: the bucket, its policy and the key", () => {
    for (const name of ["StateBucket", "StateBucketPolicy", "SecretsKey"])
      assert.equal(template.Resources[name]?.DeletionPolicy, "Retain", name);
  });

  it("is versioned, private and encrypted with the key, which rotates", () => {
    const { LifecycleConfiguration, ...bucket } = template.Resources.StateBucket?.Properties ?? {};
    assert.deepEqual(bucket, {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "{SecretsKey.Arn}" },
          },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: "Enabled" },
    });
    assert.equal(template.Resources.SecretsKey?.Properties.EnableKeyRotation, true);
  });

  it("is reached over TLS alone, from version 1.2", () => {
    const policy = template.Resources.StateBucketPolicy?.Properties.PolicyDocument as { Statement: Statement[] };
    assert.deepEqual(
      policy.Statement.map(({ Effect, Action, Condition }) => ({ Effect, Action, Condition })),
      [
        { Effect: "Deny", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Effect: "Deny", Action: "s3:*", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
      ],
    );
  });
});

describe("the roles", () => {
  for (const [name, subject] of [
    ["PreviewRole", "repo:{Repository}:pull_request"],
    ["DeployRole", "repo:{Repository}:environment:{Environment}"],
  ] as const) {
    it(`${name} trusts GitHub's tokens for one subject, by equality`, () => {
      const [statement, ...others] = roleOf(name).AssumeRolePolicyDocument.Statement;
      assert.deepEqual(others, []);
      assert.deepEqual(statement?.Condition, {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": subject,
        },
      });
    });

    it(`${name} has policies within IAM's 10,240 characters`, () => {
      const text = JSON.stringify(roleOf(name).Policies.map(({ PolicyDocument }) => PolicyDocument));
      assert.ok(text.replace(/\s/g, "").length < 10_240, String(text.length));
    });
  }

  it("PreviewRole only reads, and no content but the state's", () => {
    const reads = /^[a-z0-9-]+:(Describe|Get|List)[A-Za-z*]*$|^kms:Decrypt$/;
    const allowed = allowedBy("PreviewRole");
    assert.deepEqual(
      allowed.filter(({ action }) => !reads.test(action)),
      [],
    );
    for (const content of ["s3:GetObject", "kms:Decrypt"]) {
      const resources = allowed.filter(({ action }) => covers(action, content)).map(({ resource }) => resource);
      assert.deepEqual(resources, [content === "kms:Decrypt" ? "{SecretsKey.Arn}" : "{StateBucket.Arn}/*"]);
    }
    for (const content of ["secretsmanager:GetSecretValue", "logs:GetLogEvents", "ec2:GetPasswordData", "ec2:GetConsoleOutput"])
      assert.deepEqual(
        allowed.filter(({ action }) => covers(action, content)),
        [],
        content,
      );
  });

  it("DeployRole gives no role a right but within the boundary that the program makes", () => {
    const bounded = statementsOf("DeployRole").filter(
      ({ Condition }) => Condition?.StringEquals?.["iam:PermissionsBoundary"] !== undefined,
    );
    assert.equal(bounded.length, 1);
    const boundary = String(bounded[0]?.Condition?.StringEquals?.["iam:PermissionsBoundary"]);
    assert.equal(boundary.split("policy/")[1]?.replace("{Environment}", "prod"), physicalName({ environment: "prod" }, "boundary", 128));

    const gaining = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"];
    for (const action of gaining) assert.deepEqual(sidsAllowing("DeployRole", action), ["RightsOfRolesWithinTheBoundary"], action);
    for (const action of [
      "iam:DeleteRolePermissionsBoundary",
      "iam:CreateUser",
      "iam:CreateAccessKey",
      "sts:AssumeRole",
      "organizations:LeaveOrganization",
    ])
      assert.deepEqual(sidsAllowing("DeployRole", action), [], action);
  });

  it("DeployRole touches roles, policies, buckets and secrets by the environment's name only", () => {
    const byName = allowedBy("DeployRole").filter(({ action }) => /^(iam|s3|secretsmanager):/.test(action));
    const others = byName.filter(({ resource }) => !/[:/]\{Environment\}[-/]|aws-service-role|StateBucket/.test(resource));
    assert.deepEqual(others, []);
  });

  it("DeployRole cannot change its own kind, whatever the environment is called", () => {
    const path = String(roleOf("DeployRole").Path);
    assert.equal(path, "/bootstrap/{Environment}/");
    for (const environment of ["prod", "bootstrap"]) {
      const own: string = `role${path.replace("{Environment}", environment)}strata-DeployRole-1`;
      assert.equal(own.startsWith(`role/${environment}-`), false, own);
    }
  });

  it("DeployRole cannot give up the state's key and bucket, nor data where it is kept", () => {
    const denied = statementsOf("DeployRole").filter(({ Effect }) => Effect === "Deny");
    assert.deepEqual(
      denied.map(({ Sid }) => Sid),
      [
        "KeysAndCachesOfOtherEnvironments",
        "NoOtherRole",
        "KeyOfTheStateStays",
        "AliasOfTheStateStays",
        "BucketOfTheStateStays",
        "DataAndItsTracesStay",
        "SecretsCanBeTakenBack",
      ],
    );
    for (const [sid, action] of [
      ["KeyOfTheStateStays", "kms:ScheduleKeyDeletion"],
      ["BucketOfTheStateStays", "s3:DeleteObjectVersion"],
      ["DataAndItsTracesStay", "cloudtrail:DeleteTrail"],
      ["DataAndItsTracesStay", "cloudtrail:StopLogging"],
      ["DataAndItsTracesStay", "elasticache:DeleteCacheCluster"],
      ["DataAndItsTracesStay", "elasticache:DeleteReplicationGroup"],
      ["DataAndItsTracesStay", "elasticache:DeleteSnapshot"],
      ["DataAndItsTracesStay", "kms:DisableKey"],
      ["DataAndItsTracesStay", "kms:ScheduleKeyDeletion"],
      ["DataAndItsTracesStay", "logs:DeleteLogGroup"],
      ["DataAndItsTracesStay", "logs:DeleteLogStream"],
      ["DataAndItsTracesStay", "route53:DeleteHostedZone"],
      ["DataAndItsTracesStay", "s3:BypassGovernanceRetention"],
      ["DataAndItsTracesStay", "s3:DeleteBucket"],
      ["DataAndItsTracesStay", "s3:DeleteObjectVersion"],
    ] as const) {
      const statement = denied.find(({ Sid }) => Sid === sid);
      assert.ok(statement && listOf(statement.Action).some((pattern) => covers(pattern, action)), action);
    }
    assert.deepEqual(denied.find(({ Sid }) => Sid === "SecretsCanBeTakenBack")?.Condition, {
      Bool: { "secretsmanager:ForceDeleteWithoutRecovery": "true" },
    });
  });

  it("DeployRole assumes no role, not even one that it made for itself", () => {
    const statement = statementsOf("DeployRole").find(({ Sid }) => Sid === "NoOtherRole");
    assert.deepEqual(statement, { Sid: "NoOtherRole", Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" });
  });

  it("DeployRole is kept from the keys and caches that have another environment's tag", () => {
    assert.deepEqual(
      statementsOf("DeployRole").find(({ Sid }) => Sid === "KeysAndCachesOfOtherEnvironments"),
      {
        Sid: "KeysAndCachesOfOtherEnvironments",
        Effect: "Deny",
        Action: ["elasticache:*", "kms:*"],
        Resource: "*",
        Condition: {
          // Both must hold: what has no tag is not refused.
          Null: { "aws:ResourceTag/environment": "false" },
          StringNotEquals: { "aws:ResourceTag/environment": "{Environment}" },
        },
      },
    );
    assert.deepEqual(template.Resources.SecretsKey?.Properties.Tags, [{ Key: "environment", Value: "{Environment}" }]);
  });

  for (const environment of ["dev", "prod"]) {
    it(`every key and cache of ${environment} has the tag by which the others are kept from it`, () => {
      const files = globSync(`test/plans/${environment}/*.yaml`, { cwd: root });
      const resources = files.flatMap((plan) =>
        Object.entries(parse(readFileSync(join(root, plan), "utf8"), { logLevel: "error" }) as Plan),
      );
      // An alias has no tags, and takes the right to its key to change.
      const theirs = resources.filter(([, { type }]) => /^aws:(kms|elasticache)\/(?!alias:)/.test(type));
      assert.ok(theirs.length > 0);
      for (const [name, { inputs }] of theirs) assert.equal(inputs?.tags?.environment, environment, name);
    });
  }

  /** The IAM service behind a module of the provider, where it has another name. */
  const servicesOfModules: Readonly<Record<string, string>> = {
    appautoscaling: "application-autoscaling",
    lb: "elasticloadbalancing",
    vpc: "ec2",
  };

  it("DeployRole may make, and PreviewRole read, what is in the plans", () => {
    const plans = globSync("test/plans/{dev,prod}/*.yaml", { cwd: root }).map((plan) => readFileSync(join(root, plan), "utf8"));
    const modules = new Set(
      plans.flatMap((plan) => [...plan.matchAll(/^ {2}type: aws:([a-z0-9]+)\//gm)].map(([, module]) => module ?? "")),
    );
    assert.ok(modules.size > 0);
    for (const module of modules) {
      const service = servicesOfModules[module] ?? module;
      for (const role of ["DeployRole", "PreviewRole"] as const) {
        const may = allowedBy(role).some(({ action }) => action.startsWith(`${service}:`));
        assert.ok(
          may,
          `The plans have resources of aws.${module}: give the ${role} of bootstrap.yaml the rights in ${service} that it needs. If IAM calls that service otherwise, say how in servicesOfModules.`,
        );
      }
    }
  });
});

function roleOf(name: "DeployRole" | "PreviewRole"): Role {
  return template.Resources[name]?.Properties as unknown as Role;
}

/** Those under a condition of the template too: `[condition, statement, nothing]`. */
function statementsOf(role: "DeployRole" | "PreviewRole"): Statement[] {
  return roleOf(role)
    .Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map((entry) => (Array.isArray(entry) ? entry[1] : entry) as Statement);
}

function allowedBy(role: "DeployRole" | "PreviewRole"): { readonly action: string; readonly resource: string }[] {
  return statementsOf(role)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action, Resource }) =>
      listOf(Action).flatMap((action) => listOf(Resource ?? []).map((resource) => ({ action, resource }))),
    );
}

function sidsAllowing(role: "DeployRole" | "PreviewRole", action: string): string[] {
  return statementsOf(role)
    .filter(({ Effect, Action }) => Effect === "Allow" && listOf(Action).some((pattern) => covers(pattern, action)))
    .map(({ Sid }) => Sid);
}

function covers(pattern: string, action: string): boolean {
  return matchesGlob(action, pattern);
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
