import assert from "node:assert/strict";
import { planWith, resource } from "./fixture/plan.ts";
import { goldenFiles, readGolden } from "./golden.ts";

const provider = resource("pulumi:providers:aws", "aws", { options: { version: "7.48.0" } });
const usual = { provider: provider.urn, version: "7.48.0" };
const box = resource("strata:storage:Box", "box", {
  options: { providers: { aws: provider.urn } },
  outputs: { arn: "<s3.Bucket/box.arn>" },
});
const key = resource("aws:kms/key:Key", "box-key", { parent: box.urn, options: usual });
const bucket = resource("aws:s3/bucket:Bucket", "box", {
  parent: box.urn,
  options: { ...usual, protect: true, deletedWith: key.urn },
  aliases: ["urn:pulumi:prod::strata::aws:s3/bucket:Bucket::old", { name: "older", parent: box.urn }],
  inputs: {
    kmsKeyArn: "<kms.Key/box-key.arn>",
    password: "[secret]",
    policy: '{"Statement":[{"Resource":"<kms.Key/box-key.arn>/*"}]}',
    script: "one\ntwo\n",
  },
  dependencies: [key.urn, provider.urn],
  propertyDependencies: { kmsKeyArn: [key.urn], password: [key.urn], policy: [key.urn] },
});
const odd = resource("aws:s3/bucket:Bucket", "odd", {
  options: { ...usual, version: "6.0.0" },
  inputs: { name: "<s3.Bucket/box.id>", loose: "{not json" },
});
const plan = planWith([provider, box, key, bucket, odd], { outputs: { bucket: "<s3.Bucket/box.id>" } });

describe("goldenFiles", () => {
  const files = goldenFiles(plan);

  it("show every resource of a layer, each right after what it belongs to, by short names", () => {
    assert.equal(
      files.get("storage"),
      `# Layer storage of the plan of prod. Written by "npm run plan -- prod --update".

storage.Box/box:
  type: strata:storage:Box
  outputs:
    arn: <s3.Bucket/box.arn>

s3.Bucket/box:
  type: aws:s3/bucket:Bucket
  parent: storage.Box/box
  aliases:
    - urn:pulumi:prod::strata::aws:s3/bucket:Bucket::old
    - name: older
      parent: storage.Box/box
  options:
    protect: true
    deletedWith: kms.Key/box-key
  dependsOn:
    - providers.aws/aws
  inputsFrom:
    password:
      - kms.Key/box-key
  inputs:
    kmsKeyArn: <kms.Key/box-key.arn>
    password: "[secret]"
    policy: !json
      Statement:
        - Resource: <kms.Key/box-key.arn>/*
    script: |
      one
      two

kms.Key/box-key:
  type: aws:kms/key:Key
  parent: storage.Box/box
`,
    );
  });

  it("state once what most resources have, and on each only what differs", () => {
    const [, stack = ""] = files.get("stack")?.split("Secrets are masked.\n\n") ?? [];
    assert.equal(
      stack,
      `stack:
  project: strata
  providers:
    aws:
      provider: providers.aws/aws
      version: 7.48.0
  outputs:
    bucket: <s3.Bucket/box.id>

providers.aws/aws:
  type: pulumi:providers:aws
  options:
    version: 7.48.0

s3.Bucket/odd:
  type: aws:s3/bucket:Bucket
  options:
    version: 6.0.0
  inputsFrom:
    name: []
  inputs:
    name: <s3.Bucket/box.id>
    loose: "{not json"
`,
    );
  });

  it("are one a layer, and one of what is in none", () => assert.deepEqual([...files.keys()], ["stack", "storage"]));

  it("are read as they are written", () => {
    const { stack, entries } = readGolden(files);
    assert.equal(stack.project, "strata");
    assert.equal(entries.size, 5);
    assert.deepEqual(entries.get("s3.Bucket/box")?.inputs?.policy, { Statement: [{ Resource: "<kms.Key/box-key.arn>/*" }] });
    assert.deepEqual(entries.get("kms.Key/box-key"), { type: "aws:kms/key:Key", parent: "storage.Box/box" });
  });

  it("leave no reader in doubt what is text", () => {
    const text = goldenFiles(
      planWith([resource("aws:s3/bucket:Bucket", "box", { inputs: { answer: "yes", count: "1", version: "9.0" } })]),
    );
    assert.match(text.get("stack") ?? "", /answer: "yes"\n {4}count: "1"\n {4}version: "9\.0"\n$/);
  });

  it("of nothing say so", () => {
    const files = goldenFiles(planWith([]));
    assert.deepEqual([...files.keys()], ["stack"]);
    assert.deepEqual(readGolden(files), { stack: { project: "strata", providers: {}, outputs: {} }, entries: new Map() });
  });
});
