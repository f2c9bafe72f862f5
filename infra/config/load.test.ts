import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { register } from "../../test/mocks.ts";
import { loadEnvironment, loadTier, secret } from "./load.ts";

describe("loadEnvironment", () => {
  it("reads strata:environment, whatever the project is called", async () => {
    assert.deepEqual(await loaded({ "strata:environment": '{"tier":"local"}', "pulumi:tags": "{}" }), {
      name: "test",
      tier: "local",
    });
  });

  it("ends the program with every problem and without a stack", async () => {
    const config = {
      "strata:environment": '{"tier":"dev","cache":{"shards":0}}',
      "strata:cachePasword": "canary-4711",
      "strata:gatewayCachePassword": "canary-4712",
    };
    await assert.rejects(loaded(config), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(
        error.message,
        [
          "Pulumi.test.yaml has 7 problems:",
          '  strata:environment.account is missing: give an AWS account\'s 12 digits in quotes, such as "111122223333"',
          "  strata:environment.cache.shards is 0: give a whole number from 1 to 500",
          "  strata:environment.edge.domain is missing: give a domain of yours in at most 64 lower-case letters, digits, hyphens and dots, such as dev.example.com",
          "  strata:environment.region is missing: give an AWS region, such as us-east-1",
          '  strata:cachePassword is not set: it is the password of the API\'s user in the cache; set it with "pulumi config set --secret strata:cachePassword -s test"',
          '  strata:gatewayCachePassword stands in plain text: replace it, for it may have been seen, with "pulumi config set --secret strata:gatewayCachePassword -s test"',
          "  strata:cachePasword is not known here: did you mean cachePassword?",
        ].join("\n"),
      );
      return true;
    });
  });

  it("tells a group of settings from text, and what else is wrong with it at once", async () => {
    await assert.rejects(loaded({ "strata:environment": "tier: dev", "strata:cacheShards": "3" }), {
      message: [
        "Pulumi.test.yaml has 2 problems:",
        '  strata:environment is "tier: dev": give a group of settings with at least tier',
        "  strata:cacheShards is not known here: known are environment, cachePassword, gatewayCachePassword",
      ].join("\n"),
    });
  });

  it("refuses keys that nobody would read", async () => {
    const config = { "strata:environment": '{"tier":"local"}', "starta:cachePassword": "canary-4711", "aws:secretKey": "canary-4712" };
    await assert.rejects(loaded(config), {
      message: [
        "Pulumi.test.yaml has 2 problems:",
        "  starta:cachePassword is not known here: did you mean strata:cachePassword?",
        "  aws:secretKey is read by nobody: keys start with strata:",
      ].join("\n"),
    });
  });

  it("says what to write when there is nothing", async () => {
    await assert.rejects(loaded({}), {
      message: "Pulumi.test.yaml has a problem:\n  strata:environment is missing: give a group of settings with at least tier",
    });
  });
});

describe("loadTier", () => {
  for (const [environment, tier] of [
    ['{"tier":"dev","cache":{"shards":0}}', "dev"],
    ["{}", "prod"],
    ['{"tier":"mars"}', "prod"],
    ["null", "prod"],
    ["tier: dev", "prod"],
  ] as const) {
    it(`is the stack's, whatever else is wrong, or the most careful one: ${environment}`, async () => {
      await register(() => pulumi.runtime.setAllConfig({ "strata:environment": environment }));
      assert.equal(loadTier(), tier);
    });
  }
});

describe("secret", () => {
  it("gives a value that stays a secret", async () => {
    await register(() => pulumi.runtime.setAllConfig({ "strata:cachePassword": "canary" }, ["strata:cachePassword"]));
    assert.equal(await pulumi.isSecret(secret("cachePassword")), true);
  });
});

async function loaded(config: Record<string, string>) {
  await register(() => pulumi.runtime.setAllConfig(config));
  return loadEnvironment();
}
