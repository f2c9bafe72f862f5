import assert from "node:assert/strict";
import { covers, denies, namesEverybody, statementsOf } from "./documents.ts";

const deny = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("IAM documents", () => {
  it("are read with every part as a list", () => {
    const statement = {
      Effect: "Allow",
      Principal: { Service: ["a", "b"], AWS: "c" },
      Action: "s3:GetObject",
      Condition: { Bool: { key: true } },
    };
    assert.deepEqual(statementsOf(JSON.stringify({ Statement: statement })), [
      {
        effect: "Allow",
        principals: [
          { kind: "Service", value: "a" },
          { kind: "Service", value: "b" },
          { kind: "AWS", value: "c" },
        ],
        actions: ["s3:GetObject"],
        resources: [],
        conditions: { Bool: { key: ["true"] } },
      },
    ]);
  });

  it("may be given as they are, too", () => assert.equal(statementsOf({ Statement: [deny, deny] }).length, 2));

  for (const document of [undefined, "", "[known after up]", "[]", "{}", '{"Statement":["Allow"]}', 1]) {
    it(`have no statements where there are none: ${document}`, () => assert.deepEqual(statementsOf(document), []));
  }

  for (const [principal, everybody] of [
    ["*", true],
    [{ AWS: "*" }, true],
    [{ AWS: ["arn:aws:iam::111122223333:root", "*"] }, true],
    [{ AWS: "arn:aws:iam::111122223333:root" }, false],
  ] as const) {
    it(`speak of everybody or not: ${JSON.stringify(principal)}`, () => {
      assert.deepEqual(statementsOf({ Statement: { Principal: principal } }).map(namesEverybody), [everybody]);
    });
  }

  it("allow all where they name what they do not allow", () => {
    const statement = { Effect: "Allow", NotPrincipal: { AWS: "a" }, NotAction: "iam:*", NotResource: "b" };
    assert.deepEqual(statementsOf({ Statement: statement }), [
      { effect: "Allow", principals: [{ kind: "*", value: "*" }], actions: ["*"], resources: ["*"], conditions: {} },
    ]);
  });

  it("deny nothing where they name what they do not deny", () => {
    const statement = { ...deny, Resource: undefined, NotResource: "arn:aws:s3:::logs/public/*" };
    assert.deepEqual(
      statementsOf({ Statement: statement }).map(({ resources }) => resources),
      [[]],
    );
  });

  for (const [what, statement, expected] of [
    ["all", deny, true],
    ["all of S3", { ...deny, Resource: "*" }, true],
    ["all but by services", { ...deny, Condition: { Bool: { ...deny.Condition.Bool, "aws:PrincipalIsAWSService": "false" } } }, true],
    ["by services alone", { ...deny, Condition: { Bool: { ...deny.Condition.Bool, "aws:PrincipalIsAWSService": "true" } } }, false],
    ["some actions", { ...deny, Action: "s3:GetObject" }, false],
    ["the actions of another service", { ...deny, Action: "ec2:*" }, false],
    ["the bucket without its objects", { ...deny, Resource: "arn:aws:s3:::logs" }, false],
    ["some objects", { ...deny, Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/public/*"] }, false],
    ["another bucket", { ...deny, Resource: ["arn:aws:s3:::audit", "arn:aws:s3:::audit/*"] }, false],
    ["nothing", { ...deny, Effect: "Allow" }, false],
    ["somebody", { ...deny, Principal: { AWS: "arn:aws:iam::111122223333:root" } }, false],
    ["at other times", { ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } }, false],
    ["only within something else", { ...deny, Condition: { ...deny.Condition, StringEquals: { "aws:PrincipalTag/a": "b" } } }, false],
  ] as const) {
    it(`deny the whole without TLS, or not: ${what}`, () => {
      const denial = {
        actions: ["s3:*"],
        resources: deny.Resource,
        when: "Bool aws:SecureTransport false",
        besides: "Bool aws:PrincipalIsAWSService false",
      };
      assert.deepEqual(
        statementsOf({ Statement: statement }).map((read) => denies(read, denial)),
        [expected],
      );
    });
  }

  for (const [wider, pattern, expected] of [
    ["iam:*", "iam:passrole", true],
    ["iam:*role", "iam:passrole", true],
    ["iam:p*x*role", "iam:passrole", false],
    ["arn:aws:s3:::logs/*", "arn:aws:s3:::logs/*", true],
    ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*", false],
    ["a.c", "abc", false],
  ] as const) {
    it(`name what is named by a pattern, or not: ${wider}, ${pattern}`, () => assert.equal(covers(wider, pattern), expected));
  }
});
