import assert from "node:assert/strict";
import { formatCidr, isVpcRange, parseCidr, size } from "./cidr.ts";

describe("CIDR ranges", () => {
  it("are read and written", () => {
    assert.deepEqual(parseCidr("10.0.1.0/24"), { base: 10 * 2 ** 24 + 256, bits: 24 });
    for (const text of ["0.0.0.0/0", "10.30.64.0/18", "192.168.0.0/16", "255.255.255.255/32"]) {
      const range = parseCidr(text);
      assert.ok(range);
      assert.equal(formatCidr(range), text);
    }
    assert.equal(size(28), 16);
  });

  for (const text of ["", "10.0.0.0", "10.0.0/16", "10.0.0.256/32", "10.0.0.0/33", "10.0.0.1/16", "10.0.0.0/-1", "::/0"]) {
    it(`are not "${text}"`, () => assert.equal(parseCidr(text), undefined));
  }

  for (const [text, fits] of [
    ["10.30.0.0/16", true],
    ["172.31.240.0/20", true],
    ["192.168.0.0/16", true],
    ["10.0.0.0/15", false],
    ["10.0.0.0/21", false],
    ["172.32.0.0/16", false],
    ["8.8.0.0/16", false],
  ] as const) {
    it(`${fits ? "fit" : "do not fit"} a VPC: ${text}`, () => assert.equal(isVpcRange(text), fits));
  }
});
