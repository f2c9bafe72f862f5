import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deletedFile, readDeletions, unaccounted } from "./deleted.ts";
import { planWith, resource } from "./fixture/plan.ts";
import { goldenFiles, readGolden } from "./golden.ts";
import type { PlannedResource } from "./plan.ts";

const golden = (...resources: readonly PlannedResource[]) => readGolden(goldenFiles(planWith(resources)));
const old = resource("aws:s3/bucket:Bucket", "old");
const deletion = { resource: "aws:s3/bucket:Bucket::old", stacks: ["prod"], reason: "It was empty in every environment." };
const elsewhere = { ...deletion, stacks: ["dev"] };

describe("what left a plan", () => {
  for (const [what, after, deleted, expected] of [
    ["without a word", golden(), [], [old.urn]],
    ["named as deleted", golden(), [deletion], []],
    ["named as deleted in another stack", golden(), [elsewhere], [old.urn]],
    ["by an alias", golden(resource("aws:s3/bucket:Bucket", "new", { aliases: [{ name: "old" }] })), [], []],
    ["not at all", golden(old), [], []],
  ] as const) {
    it(`${what} is ${expected.length === 0 ? "accounted for" : "reported"}`, () =>
      assert.deepEqual(unaccounted(golden(old), after, "prod", deleted), expected));
  }

  it("is named with its stacks and a reason", () => {
    const root = mkdtempSync(join(tmpdir(), "strata-deleted-"));
    try {
      mkdirSync(join(root, "test/plans"), { recursive: true });
      writeFileSync(join(root, deletedFile), JSON.stringify([deletion]));
      assert.deepEqual(readDeletions(root), [deletion]);
      writeFileSync(join(root, deletedFile), JSON.stringify([{ resource: "x", stacks: ["prod"] }]));
      assert.throws(() => readDeletions(root), /^Error: test\/plans\/deleted\.yaml is not as it says: .*reason/s);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
