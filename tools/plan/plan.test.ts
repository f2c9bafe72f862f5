import assert from "node:assert/strict";
import { reference, shortType, urnOf } from "./plan.ts";

describe("names in a plan", () => {
  for (const [type, short] of [
    ["aws:ec2/subnet:Subnet", "ec2.Subnet"],
    ["strata:network:Vpc", "network.Vpc"],
    ["pulumi:providers:aws", "providers.aws"],
    ["kubernetes:apps/v1:Deployment", "apps.Deployment"],
  ] as const) {
    it(`shorten ${type}`, () => assert.equal(shortType(type), short));
  }

  it("refer to what a provider computes", () => {
    assert.equal(reference("aws:kms/key:Key", "cache-key", "arn"), "<kms.Key/cache-key.arn>");
  });

  it("make URNs as the engine does: with the types of the parents, the stack's left out", () => {
    const stack = urnOf("strata", "prod", "", "pulumi:pulumi:Stack", "strata-prod");
    const network = urnOf("strata", "prod", stack, "strata:network:Vpc", "network");
    const vpc = urnOf("strata", "prod", network, "aws:ec2/vpc:Vpc", "network");
    assert.equal(stack, "urn:pulumi:prod::strata::pulumi:pulumi:Stack::strata-prod");
    assert.equal(network, "urn:pulumi:prod::strata::strata:network:Vpc::network");
    assert.equal(vpc, "urn:pulumi:prod::strata::strata:network:Vpc$aws:ec2/vpc:Vpc::network");
    assert.equal(
      urnOf("strata", "prod", vpc, "aws:ec2/subnet:Subnet", "a"),
      "urn:pulumi:prod::strata::strata:network:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet::a",
    );
  });
});
