import assert from "node:assert/strict";
import { resolve } from "node:path";
import { type Plan, PlanError } from "./plan.ts";
import { makePlan } from "./run.ts";

const fixture = resolve(import.meta.dirname, "fixture");

describe("makePlan", () => {
  describe("of a program with everything", () => {
    const said: string[] = [];
    let plan: Plan;

    before(async () => {
      plan = await makePlan(fixture, "everything", (text) => said.push(text));
    });

    const urn = (type: string, name: string) => `urn:pulumi:everything::fixture::${type}::${name}`;
    const first = urn("test:index:Box$test:index:Thing", "first");

    it("keeps a resource with all its inputs, dependencies, options and aliases", () => {
      assert.deepEqual(
        plan.resources.find(({ name }) => name === "second"),
        {
          urn: urn("test:index:Box$test:index:Thing", "second"),
          type: "test:index:Thing",
          name: "second",
          parent: urn("test:index:Box", "box"),
          custom: true,
          inputs: { deep: { list: ["[secret]", "plain"] }, firstId: "<index.Thing/first.id>", url: "[secret]" },
          dependencies: [first],
          propertyDependencies: { firstId: [first], url: [first] },
          aliases: [urn("test:index:Thing", "old"), { name: "older", parent: urn("test:index:Box", "box") }],
          options: {
            protect: false,
            retainOnDelete: true,
            deleteBeforeReplace: false,
            ignoreChanges: ["size"],
            replaceOnChanges: ["url"],
            additionalSecretOutputs: ["token"],
            customTimeouts: { create: "5m" },
            deletedWith: first,
            version: "1.2.3",
          },
          outputs: {},
        },
      );
    });

    it("keeps components with what they registered, sorted by URN, without the stack", () => {
      assert.deepEqual(
        plan.resources.map(({ urn }) => urn),
        [first, urn("test:index:Box$test:index:Thing", "second"), urn("test:index:Box", "box")],
      );
      const box = plan.resources[2];
      assert.deepEqual(box?.outputs, { second: "<index.Thing/second.id>" });
      assert.deepEqual(box?.aliases, [{ name: "crate", noParent: true }]);
      assert.equal(box?.custom, false);
      assert.equal("parent" in box, false);
    });

    it("gives the program its configuration, structured values too", () => {
      const { inputs, options } = plan.resources[0] ?? {};
      assert.deepEqual(inputs, { names: ["one", "two"], size: 3 });
      assert.deepEqual(options, { protect: true });
    });

    it("knows no secret and shows none", () => {
      assert.deepEqual(plan.secrets, [{ key: "fixture:password", set: true }]);
      assert.deepEqual(plan.outputs, { outputs: { firstId: "<index.Thing/first.id>", password: "[secret]" } });
      assert.doesNotMatch(JSON.stringify(plan), /canary|secret fixture/);
    });

    it("passes on what the program prints", () => assert.deepEqual(said, ["hello from the program"]));
  });

  it("shows the program's own error, with its own stack", async () => {
    await assert.rejects(makePlan(fixture, "throws", assert.fail), /Error: the program's own mistake\n\s+at .*fixture\/program\.ts:\d+/);
  });

  it("names everything that only an engine or a provider could answer", async () => {
    const error = await makePlan(fixture, "refused", assert.fail).catch((caught: unknown) => caught);
    assert.ok(error instanceof PlanError);
    for (const says of [
      "invoke test:index:lookUp has no answer in a plan, which asks no provider: take what it would look up from the configuration",
      "reading test:index:Thing found has no answer in a plan, which asks no provider: take its id from the configuration",
      "test:index:Thing changed has transforms, which a plan does not run: use a plain function",
      "test:index:Remote far is made by a plugin, so a plan cannot see what is in it: use a component of this program",
      "two resources are called index.Thing/same: references in the plan would not tell them apart, so give one another name",
    ]) {
      assert.ok(error.message.includes(says), `${says}\n\nis not in\n\n${error.message}`);
    }
  });

  it("names the configuration that is missing", async () => {
    await assert.rejects(makePlan(fixture, "missing", assert.fail), /^Error: Missing required configuration variable 'fixture:size'/);
  });

  it("says how a program ended that says nothing itself", async () => {
    await assert.rejects(makePlan(fixture, "exits", assert.fail), new PlanError("The program ended with code 7 without saying why."));
  });
});
