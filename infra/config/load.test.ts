import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { register } from "../../test/mocks.ts";
import { loadEnvironment } from "./load.ts";

describe("loadEnvironment", () => {
  it("reads strata:environment, whatever the project is called", async () => {
    assert.deepEqual(await loaded({ "strata:environment": '{"tier":"local"}' }), { name: "test", tier: "local" });
  });

  it("ends the program with every problem and without a stack", async () => {
    await assert.rejects(loaded({ "strata:environment": '{"tier":"dev","cache":{"shards":0}}' }), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(
        error.message,
        [
          "Pulumi.test.yaml has 2 problems:",
          "  strata:environment.cache.shards is 0: give a whole number from 1 to 500",
          "  strata:environment.region is missing: give an AWS region, such as us-east-1",
        ].join("\n"),
      );
      return true;
    });
  });

  it("says what to write when there is nothing", async () => {
    await assert.rejects(loaded({}), {
      message: "Pulumi.test.yaml has a problem:\n  strata:environment is missing: give a group of settings with at least tier",
    });
  });
});

async function loaded(config: Record<string, string>) {
  await register(() => pulumi.runtime.setAllConfig(config));
  return loadEnvironment();
}
