import assert from "node:assert/strict";
import { changes, differences } from "./compare.ts";
import { planWith, resource } from "./fixture/plan.ts";
import { goldenFiles, readGolden } from "./golden.ts";
import type { PlannedResource } from "./plan.ts";

const golden = (resources: readonly PlannedResource[], outputs = {}) => readGolden(goldenFiles(planWith(resources, { outputs })));
const bucket = (name: string, more: Partial<PlannedResource> = {}) => resource("aws:s3/bucket:Bucket", name, more);

describe("changes of a value", () => {
  for (const [what, from, to, expected] of [
    ["nothing", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ["a value deep inside", { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [["a.c", 2, 3]]],
    [
      "a key that comes and one that goes",
      { a: 1 },
      { b: 1 },
      [
        ["a", 1, undefined],
        ["b", undefined, 1],
      ],
    ],
    ["another kind of value", { a: 1 }, { a: { b: 1 } }, [["a", 1, { b: 1 }]]],
    ["an element put in", { a: [1, 2, 3] }, { a: [1, 9, 2, 3] }, [["a[1]", undefined, 9]]],
    ["an element taken out", { a: [1, 2, 3] }, { a: [2, 3] }, [["a[0]", 1, undefined]]],
    ["a value in an element", { a: [{ b: 1 }, 2] }, { a: [{ b: 2 }, 2] }, [["a[0].b", 1, 2]]],
  ] as const) {
    it(`are ${what}`, () =>
      assert.deepEqual(
        changes(from, to),
        expected.map(([path, from, to]) => ({ path, from, to })),
      ));
  }
});

describe("differences of two plans", () => {
  it("are what is gone, what is new, and the properties that differ", () => {
    const before = golden([bucket("kept", { inputs: { size: 1 } }), bucket("old")], { at: "a" });
    const after = golden([bucket("kept", { inputs: { size: 2 }, options: { protect: true } }), bucket("new")], { at: "b" });
    assert.deepEqual(differences(before, after, "prod"), {
      gone: ["s3.Bucket/old"],
      added: ["s3.Bucket/new"],
      renamed: new Map(),
      changed: new Map([
        ["stack", [{ path: "outputs.at", from: "a", to: "b" }]],
        [
          "s3.Bucket/kept",
          [
            { path: "inputs.size", from: 1, to: 2 },
            { path: "options", from: undefined, to: { protect: true } },
          ],
        ],
      ]),
    });
  });

  const box = resource("strata:storage:Box", "box");
  const crate = { name: "crate" };

  for (const [what, before, after, renamed] of [
    ["its former name", [bucket("old")], [bucket("new", { aliases: [{ name: "old" }] })], { "s3.Bucket/old": "s3.Bucket/new" }],
    [
      "its former URN",
      [bucket("old")],
      [bucket("new", { aliases: ["urn:pulumi:prod::strata::aws:s3/bucket:Bucket::old"] })],
      { "s3.Bucket/old": "s3.Bucket/new" },
    ],
    [
      "its former type",
      [resource("aws:s3/bucketV2:BucketV2", "box")],
      [bucket("box", { aliases: [{ type: "aws:s3/bucketV2:BucketV2" }] })],
      { "s3.BucketV2/box": "s3.Bucket/box" },
    ],
    ["having had no parent", [bucket("box")], [box, bucket("box", { parent: box.urn, aliases: [{ noParent: true }] })], {}],
    [
      "the former name of what it belongs to, whose name begins its own",
      [resource("strata:storage:Box", "crate"), bucket("crate-logs", { parent: resource("strata:storage:Box", "crate").urn })],
      [{ ...box, aliases: [crate] }, bucket("box-logs", { parent: box.urn })],
      { "storage.Box/crate": "storage.Box/box", "s3.Bucket/crate-logs": "s3.Bucket/box-logs" },
    ],
    [
      "both at once",
      [resource("strata:storage:Box", "crate"), bucket("old", { parent: resource("strata:storage:Box", "crate").urn })],
      [{ ...box, aliases: [crate] }, bucket("new", { parent: box.urn, aliases: [{ name: "old" }] })],
      { "storage.Box/crate": "storage.Box/box", "s3.Bucket/old": "s3.Bucket/new" },
    ],
  ] as const) {
    it(`know a resource by ${what}`, () => {
      const found = differences(golden(before), golden(after), "prod");
      assert.deepEqual(found.renamed, new Map(Object.entries(renamed)));
      assert.deepEqual(found.gone, []);
    });
  }

  it("take a resource under another parent for another one", () => {
    const found = differences(golden([bucket("box")]), golden([box, bucket("box", { parent: box.urn })]), "prod");
    assert.deepEqual([found.gone, found.added], [["s3.Bucket/box"], ["storage.Box/box", "s3.Bucket/box"]]);
  });
});
