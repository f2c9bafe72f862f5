import assert from "node:assert/strict";
import { resolve } from "node:path";
import { PlanError } from "../tools/plan/plan.ts";
import { readProject } from "../tools/plan/project.ts";
import { planProject } from "../tools/plan/run.ts";

const root = resolve(import.meta.dirname, "..");

describe("the program", () => {
  it("refuses a wrong stack file with all its problems and no stack trace", async () => {
    const project = readProject(root, "prod");
    const environment = {
      ...JSON.parse(project.config["strata:environment"] ?? "{}"),
      region: "us-west-1",
      keepsData: false,
      cache: { replica: 2, replicas: 1 },
    };
    const config = {
      ...project.config,
      "strata:environment": JSON.stringify(environment),
      "strata:cachePassword": "canary-in-plain-text",
      "strata:token": "canary",
    };
    await assert.rejects(
      planProject({ ...project, config }, assert.fail),
      new PlanError(
        [
          "Pulumi.prod.yaml has 6 problems:",
          "  strata:environment.cache.replica is not known here: did you mean replicas?",
          "  strata:environment.cache.replicas is 1: give 2 or more, because prod keeps a copy of each shard while one is replaced",
          "  strata:environment.keepsData is false: give true, because prod never loses data by a deletion",
          '  strata:environment.region is "us-west-1": give another region: an account may have only 2 zones there, which is enough for dev, with network.zones naming them',
          '  strata:cachePassword stands in plain text: replace it, for it may have been seen, with "pulumi config set --secret strata:cachePassword -s prod"',
          "  strata:token is not known here: known are environment, cachePassword, gatewayCachePassword",
        ].join("\n"),
      ),
    );
  });
});
