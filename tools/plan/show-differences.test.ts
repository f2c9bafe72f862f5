import assert from "node:assert/strict";
import { shownDifferences } from "./show-differences.ts";

const nothing = { gone: [], added: [], renamed: new Map(), changed: new Map() };
const plain = (_: string, text: string) => text;

describe("differences for reading", () => {
  it("begin with what would be deleted, and show what many share once", () => {
    const tag = { path: "inputs.tags.team", from: undefined, to: "a" };
    assert.equal(
      shownDifferences(
        {
          gone: ["s3.Bucket/old"],
          renamed: new Map([["s3.Bucket/one", "s3.Bucket/two"]]),
          added: ["s3.Bucket/new"],
          changed: new Map([
            ["s3.Bucket/two", [tag, { path: "inputs.rules", from: [1], to: { a: 2 } }]],
            ["s3.Bucket/three", [tag]],
            ["s3.Bucket/four", [tag]],
          ]),
        },
        "strata prod against HEAD",
        plain,
      ),
      `strata prod against HEAD: 1 gone, 1 renamed, 3 changed, 1 new

- s3.Bucket/old

> s3.Bucket/one is now s3.Bucket/two

~ s3.Bucket/two
    inputs.rules: [1] -> {"a":2}

~ 3 resources
    inputs.tags.team: (none) -> a

+ s3.Bucket/new`,
    );
  });

  it("say when there are none", () =>
    assert.equal(shownDifferences(nothing, "strata prod against HEAD", plain), "strata prod against HEAD: no difference"));
});
