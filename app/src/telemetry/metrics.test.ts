import assert from "node:assert/strict";
import { metrics as contract } from "../contract.ts";
import { createMetrics } from "./metrics.ts";

describe("metrics", () => {
  const { registry, watchL1 } = createMetrics();
  watchL1(() => ({ bytes: 1, entries: 2 }));

  for (const [name, labels] of Object.entries(contract)) {
    it(`${name} has the labels of the contract`, () => {
      const metric = registry.getSingleMetric(name) as { labelNames?: readonly string[] } | undefined;
      assert.ok(metric, `${name} is not registered`);
      assert.deepEqual(metric.labelNames, labels);
    });
  }

  it("of the first cache tier are read when somebody scrapes", async () => {
    assert.match(await registry.metrics(), /^cache_entries\{tier="l1"\} 2$/m);
  });
});
