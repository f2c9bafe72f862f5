import assert from "node:assert/strict";
import { planWith, resource } from "./fixture/plan.ts";
import { layersByUrn, onlyLayer } from "./layers.ts";
import { PlanError } from "./plan.ts";

const provider = resource("pulumi:providers:aws", "aws");
const cache = resource("strata:cache:Cache", "cache");
const group = resource("strata:network:SecurityGroup", "cache-nodes", { parent: cache.urn });
const rule = resource("aws:vpc/rule:Rule", "cache-nodes-from", { parent: group.urn });
const plan = planWith([provider, cache, group, rule]);

describe("layers of a plan", () => {
  it("hold all that belongs to a component, other layers' components too", () => {
    assert.deepEqual(
      layersByUrn(plan.resources),
      new Map(
        [
          [rule.urn, "cache"],
          [cache.urn, "cache"],
          [group.urn, "cache"],
          [provider.urn, "stack"],
        ].toSorted() as [string, string][],
      ),
    );
  });

  it("can be looked at one at a time", () => {
    assert.deepEqual(onlyLayer(plan, "stack").resources, [provider]);
    assert.equal(onlyLayer(plan, "cache").resources.length, 3);
    assert.throws(() => onlyLayer(plan, "network"), new PlanError("There is no layer network in the plan of prod. Layers: cache, stack."));
  });
});
