import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { allowedRegions, regions } from "./regions.ts";

describe("regions", () => {
  it("are all that the SDK knows but those of other clouds", () => {
    const commercial = Object.values(aws.Region).filter((region) => allowedRegions(region).startsWith("one of "));
    assert.deepEqual([...regions].sort(), commercial.sort());
    assert.deepEqual(
      Object.values(aws.Region).filter((region) => region.startsWith("cn-") && regions.includes(region)),
      [],
    );
  });
});
