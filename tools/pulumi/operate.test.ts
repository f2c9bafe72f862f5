import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type FakeAnswer, FakeProject } from "../../test/fake-project.ts";
import { parseArguments } from "./arguments.ts";
import { operate, type Terminal } from "./operate.ts";
import { StackError } from "./stack-error.ts";

const account = "111122223333";
const secrets = ["cachePassword", "gatewayCachePassword"];
const encrypted = secrets.map((name) => `  strata:${name}:\n    secure: v1:AAAA:BBBB\n`).join("");

function onAws(tier: string, more = encrypted): string {
  const environment = `    tier: ${tier}\n    account: "${account}"\n    region: us-east-1\n    edge:\n      domain: example.com\n`;
  return `config:\n  strata:environment:\n${environment}${more}`;
}

const stacks = {
  dev: onAws("dev"),
  prod: onAws("prod"),
  bare: onAws("dev", ""),
  plain: onAws("dev", "  strata:cachePassword: in-plain-text\n"),
  wrong: "config:\n  strata:environment:\n    tier: dev\n    acount: 1\n    region: mars\n    edge:\n      domain: example.com\n",
  unknown: onAws("dev", `${encrypted}  strata:cacheShards: 3\n`),
  text: "config:\n  strata:environment: dev\n",
  local: "config:\n  strata:environment:\n    tier: local\n",
};

const backend = "s3://strata-dev-bootstrap-statebucket-1?region=us-east-1";
const secretsProvider = "awskms://alias/strata-dev-bootstrap?region=us-east-1";
const identity: FakeAnswer = { on: "sts get-caller-identity", prints: { Account: account } };
const bootstrapped: FakeAnswer = {
  on: "cloudformation describe-stacks",
  prints: {
    Stacks: [
      {
        StackStatus: "CREATE_COMPLETE",
        Outputs: [
          { OutputKey: "Backend", OutputValue: backend },
          { OutputKey: "SecretsProvider", OutputValue: secretsProvider },
        ],
      },
    ],
  },
};

let project: FakeProject;
beforeEach(() => {
  project = new FakeProject(stacks);
});
afterEach(() => project.remove());

/** Types the words into a terminal whose PATH has the fake programs alone. */
async function type(words: string, question?: Terminal["question"], more: Readonly<Record<string, string>> = {}): Promise<number> {
  const asked = parseArguments(words.split(" "));
  assert.ok(asked);
  return operate(project.root, asked, { variables: { PATH: project.programs, HOME: project.root, ...more }, question });
}

const pulumiWords = () => project.started("pulumi").map(({ words }) => words.join(" "));

describe("a stack on AWS", () => {
  beforeEach(() => void project.program("pulumi").program("aws", [identity, bootstrapped]));

  for (const [words, expected] of [
    ["up dev", [`stack select dev --create --secrets-provider ${secretsProvider}`, "up --stack dev"]],
    ["preview dev --diff", [`stack select dev --create --secrets-provider ${secretsProvider}`, "preview --stack dev --diff"]],
    ["refresh dev --yes", ["stack select dev", "refresh --stack dev --yes"]],
    ["down dev", ["stack select dev", "destroy --stack dev"]],
    ["down prod --yes prod", ["stack select prod", "destroy --stack prod --exclude-protected --yes"]],
  ] as const) {
    it(words, async () => {
      assert.equal(await type(words), 0);
      assert.deepEqual(pulumiWords(), expected);
    });
  }

  it("is run in the project's folder, with this Node first on PATH and the backend of its bootstrap", async () => {
    await type("up dev", undefined, { AWS_PROFILE: "dev", PULUMI_BACKEND_URL: "file:///elsewhere" });
    for (const { folder, variables } of project.started("pulumi")) {
      assert.equal(folder, project.root);
      assert.equal(variables.PATH, [dirname(process.execPath), project.programs].join(delimiter));
      assert.equal(variables.PULUMI_BACKEND_URL, backend);
      assert.equal(variables.AWS_PROFILE, "dev");
    }
  });

  it("has its bootstrap looked up by name, in its region", async () => {
    await type("up prod");
    assert.deepEqual(
      project.started("aws").map(({ words }) => words.join(" ")),
      [
        "sts get-caller-identity --region us-east-1 --output json",
        "cloudformation describe-stacks --stack-name strata-prod-bootstrap --region us-east-1 --output json",
      ],
    );
  });

  it("ends as Pulumi ends", async () => {
    project.program("pulumi", [{ on: "up", code: 3 }]);
    assert.equal(await type("up dev"), 3);
  });

  it("is left alone when it cannot be selected", async () => {
    project.program("pulumi", [{ on: "stack select", code: 255 }]);
    assert.equal(await type("up dev"), 255);
    assert.equal(pulumiWords().length, 1);
  });
});

describe("a stack that keeps data", () => {
  beforeEach(() => void project.program("pulumi").program("aws", [identity, bootstrapped]));

  it("goes down after its name was typed", async () => {
    assert.equal(await type("down prod", async () => "prod\n"), 0);
    assert.deepEqual(pulumiWords(), ["stack select prod", "destroy --stack prod --exclude-protected"]);
  });

  it("stays when another one was typed", async () => {
    await assert.rejects(
      type("down prod", async () => "dev"),
      new StackError("That is not prod: nothing was done."),
    );
    assert.deepEqual(pulumiWords(), []);
  });

  it("stays where nobody can answer, also with a bare --yes", async () => {
    const message =
      "prod keeps data. What is protected stays; everything else of it is deleted. Confirm with its name: npm run down -- prod --yes prod";
    await assert.rejects(type("down prod --yes"), new StackError(message));
    assert.deepEqual(pulumiWords(), []);
  });
});

describe("the local stack", () => {
  beforeEach(() => void project.program("pulumi"));

  it("keeps its state in the checkout, with a passphrase file, and asks AWS nothing", async () => {
    assert.equal(await type("up local", undefined, { PULUMI_CONFIG_PASSPHRASE: "mine" }), 0);
    assert.deepEqual(pulumiWords(), ["stack select local --create --secrets-provider passphrase", "up --stack local"]);
    const folder = join(project.root, ".strata", "pulumi");
    assert.ok(statSync(folder).isDirectory());
    for (const { variables } of project.started("pulumi")) {
      assert.equal(variables.PULUMI_BACKEND_URL, `file://${folder}`);
      assert.equal(readFileSync(variables.PULUMI_CONFIG_PASSPHRASE_FILE ?? "", "utf8"), "strata-local");
      assert.equal(variables.PULUMI_CONFIG_PASSPHRASE, undefined);
    }
  });

  it("goes down without a question", async () => {
    assert.equal(await type("down local --yes"), 0);
    assert.deepEqual(pulumiWords(), ["stack select local", "destroy --stack local --yes"]);
  });
});

describe("what is missing", () => {
  /** Rejects with the sentences, before Pulumi changed anything. */
  async function refuses(words: string, sentences: readonly RegExp[]): Promise<void> {
    await assert.rejects(type(words), (error) => {
      assert.ok(error instanceof StackError, String(error));
      for (const sentence of sentences) assert.match(error.message, sentence);
      return true;
    });
    for (const word of pulumiWords()) assert.match(word, /^stack select /);
  }

  it("in the configuration comes first, all of it at once, secrets too", () =>
    refuses("up wrong", [
      /^Pulumi\.wrong\.yaml has 5 problems:$/m,
      /^ {2}strata:environment\.account is missing: /m,
      /^ {2}strata:environment\.acount is not known here: did you mean account\?$/m,
      /^ {2}strata:environment\.region is "mars": give one of us-east-1, /m,
      /^ {2}strata:cachePassword is not set: .* set it with "pulumi config set --secret strata:cachePassword -s wrong"$/m,
      /^ {2}strata:gatewayCachePassword is not set: /m,
    ]));

  for (const [stack, says] of [
    ["unknown", "strata:cacheShards is not known here: known are environment, cachePassword, gatewayCachePassword"],
    ["text", 'strata:environment is "dev": give a group of settings with at least tier'],
  ] as const) {
    it(`in the configuration of ${stack} is what the program would say`, () =>
      refuses(`up ${stack}`, [new RegExp(`^Pulumi\\.${stack}\\.yaml has a problem:\n {2}${says}$`)]));
  }

  it("of both CLIs is said at once, each with its command", () =>
    refuses("up dev", [
      /^Pulumi's CLI is not on PATH: install it with "curl .* --version \d+\.\d+\.\d+"\.$/m,
      /^AWS's CLI is not on PATH: /m,
    ]));

  it("of AWS's CLI does not keep the local stack from running", () => refuses("up local", [/^Pulumi's CLI is not on PATH: [^\n]*$/]));

  for (const [what, answers, sentences] of [
    [
      "credentials",
      [{ on: "sts", complains: "Unable to locate credentials.", code: 253 }],
      [/^There are no AWS credentials that work: Unable to locate credentials\.$/m, /"aws sso login"/],
    ],
    [
      "credentials of the right account",
      [{ on: "sts", prints: { Account: "444455556666" } }],
      [/^Your AWS credentials are of account 444455556666, and environment dev is in 111122223333: .*AWS_PROFILE/],
    ],
    [
      "the bootstrap",
      [identity, { on: "cloudformation", complains: "Stack with id strata-dev-bootstrap does not exist", code: 255 }],
      [/^There is no stack strata-dev-bootstrap in account 111122223333, region us-east-1: .*docs\/bootstrap\.md/],
    ],
    [
      "the right to see the bootstrap",
      [identity, { on: "cloudformation", complains: "An error occurred (AccessDenied): not authorized", code: 254 }],
      [/^AWS does not tell about the stack strata-dev-bootstrap in us-east-1: An error occurred \(AccessDenied\): not authorized$/],
    ],
    [
      "an output of the bootstrap",
      [identity, { on: "cloudformation", prints: { Stacks: [{ StackStatus: "ROLLBACK_COMPLETE" }] } }],
      [/^The stack strata-dev-bootstrap in us-east-1 has no output Backend \(it is ROLLBACK_COMPLETE\)/],
    ],
  ] as const) {
    it(`of ${what} is named with the next step`, async () => {
      project.program("pulumi").program("aws", answers);
      await refuses("up dev", sentences);
    });
  }

  for (const [stack, count, says] of [
    ["bare", "2 problems", /^ {2}strata:cachePassword is not set: /m],
    ["plain", "2 problems", /^ {2}strata:cachePassword stands in plain text: /m],
  ] as const) {
    it(`of secrets in ${stack} is said when the stack is there, so that the commands work as they stand`, async () => {
      project.program("pulumi").program("aws", [identity, bootstrapped]);
      await refuses(`up ${stack}`, [new RegExp(`^Pulumi\\.${stack}\\.yaml has ${count}:$`, "m"), says]);
      await refuses(`preview ${stack}`, [/^ {2}export PULUMI_BACKEND_URL='s3:\/\/strata-dev-bootstrap-statebucket-1\?region=us-east-1'$/m]);
      assert.equal(await type(`refresh ${stack}`), 0);
    });
  }
});
