import assert from "node:assert/strict";
import { deletedFile, readDeletions, unaccounted } from "../tools/plan/deleted.ts";
import { readGolden } from "../tools/plan/golden.ts";
import { goldenAt } from "../tools/plan/golden-at.ts";
import { storedGolden } from "../tools/plan/golden-files.ts";
import { PlanError } from "../tools/plan/plan.ts";
import { lacks } from "./needs.ts";
import { root, stacks } from "./plans.ts";

/** What the golden files are compared with: in CI, where the change is committed already, what it is to be merged into. */
const since = process.env.STRATA_PLANS_SINCE ?? "HEAD";

describe(`what left the golden files since ${since}`, () => {
  for (const stack of stacks) {
    it(`has an alias or is named in ${deletedFile}: ${stack}`, function () {
      let former: Map<string, string>;
      try {
        former = goldenAt(root, stack, since);
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
        lacks(this, "git", error.message);
      }
      assert.deepEqual(unaccounted(readGolden(former), readGolden(storedGolden(root, stack)), stack, readDeletions(root)), []);
    });
  }
});
