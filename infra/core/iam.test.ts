import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { policy, type Statement, trusts } from "./iam.ts";

describe("policy", () => {
  it("is a document of its statements, whose values may still have to come", async () => {
    const text = await textOf([{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.output("arn:aws:s3:::logs/*") }]);
    assert.equal(
      text,
      '{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*"}]}',
    );
  });
});

describe("trusts", () => {
  it("lets a service act for this account alone", () =>
    assert.deepEqual(trusts("cloudtrail.amazonaws.com", "111122223333"), {
      Sid: "ActAsRole",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    }));
});

function textOf(statements: readonly Statement[]): Promise<string> {
  return new Promise((resolve) => policy(statements).apply(resolve));
}
