import assert from "node:assert/strict";
import { deniesWhen, namesEverybody, statementsOf } from "./documents.ts";

const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } };

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

  for (const [what, statement, denies] of [
    ["all", deny, true],
    ["publishing to a topic", { ...deny, Action: "sns:Publish" }, true],
    ["some actions", { ...deny, Action: "s3:GetObject" }, false],
    ["nothing", { ...deny, Effect: "Allow" }, false],
    ["somebody", { ...deny, Principal: { AWS: "arn:aws:iam::111122223333:root" } }, false],
    ["at other times", { ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } }, false],
    ["only within something else", { ...deny, Condition: { ...deny.Condition, StringEquals: { "aws:PrincipalTag/a": "b" } } }, false],
  ] as const) {
    it(`deny the whole without TLS, or not: ${what}`, () => {
      assert.deepEqual(
        statementsOf({ Statement: statement }).map((read) => deniesWhen(read, "Bool", "aws:SecureTransport", "false")),
        [denies],
      );
    });
  }
});
