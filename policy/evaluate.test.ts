import assert from "node:assert/strict";
import { evaluate, idleWaivers, violations } from "./evaluate.ts";
import { a } from "./fixture/example.ts";
import { adviceInDev, rule } from "./rule.ts";

const [named, nameless] = [a("aws:kms/key:Key", { description: "Logs" }, {}, "logs"), a("aws:kms/key:Key", {}, {}, "cache")];
const described = rule("keys-are-described", adviceInDev, "aws:kms/key:Key", ({ inputs }) =>
  inputs.description ? undefined : "describe it",
);
const waiver = { rule: "keys-are-described", resource: "kms.Key/cache", reason: "its name says it" };
const finding = {
  rule: "keys-are-described",
  level: "violation",
  urn: "aws:kms/key:Key::cache",
  resource: "kms.Key/cache",
  says: "describe it",
};

describe("policy evaluation", () => {
  it("finds what breaks a rule, and nothing else", () => {
    assert.deepEqual(evaluate([named, nameless], "prod", [described], []), [finding]);
  });

  for (const [tier, level] of [
    ["prod", "violation"],
    ["staging", "violation"],
    ["dev", "advice"],
    ["local", undefined],
  ] as const) {
    it(`binds by tier: ${tier}`, () => {
      assert.deepEqual(
        evaluate([nameless], tier, [described], []).map((found) => found.level),
        level ? [level] : [],
      );
    });
  }

  for (const resource of ["kms.Key/cache", "aws:kms/key:Key::cache"]) {
    it(`lets pass what is waived, with the reason: ${resource}`, () => {
      const found = evaluate([nameless], "prod", [described], [{ ...waiver, resource }]);
      assert.deepEqual(found, [{ ...finding, waiver: { ...waiver, resource } }]);
      assert.deepEqual(violations(found), []);
    });
  }

  it("stops for violations only", () => {
    assert.deepEqual(violations(evaluate([nameless], "prod", [described], [])), [finding]);
    assert.deepEqual(violations(evaluate([nameless], "dev", [described], [])), []);
  });

  it("tells waivers that let nothing pass", () => {
    const idle = [
      { ...waiver, resource: "kms.Key/logs" },
      { ...waiver, rule: "keys-rotate" },
    ];
    const all = [...idle, waiver];
    assert.deepEqual(idleWaivers(all, evaluate([named, nameless], "prod", [described], all)), idle);
  });
});
