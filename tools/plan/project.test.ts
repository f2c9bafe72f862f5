import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlanError } from "./plan.ts";
import { readProject } from "./project.ts";

describe("a stack's files", () => {
  const root = mkdtempSync(join(tmpdir(), "strata-project-"));
  after(() => rmSync(root, { recursive: true }));

  function read(stackFile: string) {
    writeFileSync(join(root, "Pulumi.yaml"), "name: mine\n");
    writeFileSync(join(root, "Pulumi.dev.yaml"), stackFile);
    return readProject(root, "dev");
  }

  it("give a program what Pulumi's language host would, and placeholders for what is encrypted", () => {
    const file = [
      "config:",
      "  size: 3",
      "  strata:environment: {tier: dev}",
      "  aws:region: us-east-1",
      "  strata:token: {secure: v1:canary}",
    ];
    assert.deepEqual(read(file.join("\n")), {
      root,
      name: "mine",
      stack: "dev",
      config: {
        "mine:size": "3",
        "strata:environment": '{"tier":"dev"}',
        "aws:region": "us-east-1",
        "strata:token": "secret-strata-token",
      },
      secretKeys: ["strata:token"],
    });
  });

  it("mask what is encrypted deep inside a structured value, all of which is a secret then", () => {
    const { config, secretKeys } = read("config: {strata:environment: {tags: {a: {secure: v1:canary}}, list: [{secure: v1:canary}]}}");
    assert.equal(config["strata:environment"], '{"tags":{"a":"secret-strata-environment"},"list":["secret-strata-environment"]}');
    assert.deepEqual(secretKeys, ["strata:environment"]);
  });

  it("may refer to what stands there already", () => {
    const { config } = read("common: &common {tier: dev}\nconfig: {strata:environment: *common}");
    assert.deepEqual(config, { "strata:environment": '{"tier":"dev"}' });
  });

  it("may be empty", () => assert.deepEqual(read("").config, {}));

  const cannotBeFollowed = /^Pulumi\.dev\.yaml has a YAML alias that cannot be followed: /;
  const doublings = ["x0: &x0 [1]", ...Array.from({ length: 20 }, (_, n) => `x${n + 1}: &x${n + 1} [*x${n}, *x${n}]`)];
  for (const [what, file, message] of [
    ["not YAML", "config: [", /^Pulumi\.dev\.yaml is not YAML: .* at line 1/],
    ["a list", "- config", /^Pulumi\.dev\.yaml must be a map\.$/],
    ["of another shape", "config: 3", /^Pulumi\.dev\.yaml: config must be a map of namespace:key to a value\.$/],
    ["a circle of aliases", "config: &all {strata:environment: {deep: [*all]}}", cannotBeFollowed],
    ["full of aliases to nothing", "config: {strata:environment: *nothing}", cannotBeFollowed],
    ["a few lines that mean a million", [...doublings, "config: {strata:environment: *x20}"].join("\n"), cannotBeFollowed],
  ] as const) {
    it(`may not be ${what}`, () => {
      assert.throws(
        () => read(file),
        (error) => error instanceof PlanError && message.test(error.message),
      );
    });
  }

  it("are named when the one asked for is not there", () => {
    assert.throws(() => readProject(root, "prod"), new PlanError("There is no stack prod: no Pulumi.prod.yaml. Stacks: dev."));
  });
});
