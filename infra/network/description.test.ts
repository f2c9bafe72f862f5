import assert from "node:assert/strict";
import { description } from "./description.ts";

describe("description", () => {
  for (const text of ["Requests of balancer web", "TLS from 10.0.0.0/16 (the VPC)", "a".repeat(255)]) {
    it(`may be "${text.slice(0, 40)}"`, () => assert.equal(description(text), text));
  }

  for (const text of ["The gateway's pods", "Zwölf Pods", "", "a".repeat(256), "two\nlines"]) {
    it(`may not be ${JSON.stringify(text.slice(0, 40))}`, () => assert.throws(() => description(text), /is no description for EC2/));
  }
});
