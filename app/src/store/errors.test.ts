import assert from "node:assert/strict";
import { MongoNetworkError, MongoServerError } from "mongodb";
import { isDuplicate, isUnavailable, TransactionTimeout } from "./errors.ts";

const server = (code: number) => new MongoServerError({ message: "no", code });

describe("errors of the database", () => {
  for (const code of [6, 7, 50, 64, 89, 91, 133, 134, 189, 262, 9001, 10107, 11600, 11601, 11602, 13435, 13436]) {
    it(`code ${code} passes by itself`, () => assert.equal(isUnavailable(server(code)), true));
  }

  it("of the network and of time pass by themselves", () => {
    const waited = Object.assign(new Error("no connection"), { name: "MongoWaitQueueTimeoutError" });
    for (const error of [new MongoNetworkError("cut"), new TransactionTimeout(), waited]) assert.equal(isUnavailable(error), true);
  });

  it("of our own making do not", () => {
    for (const error of [server(11000), server(2), server(13), new TypeError("bug"), undefined]) assert.equal(isUnavailable(error), false);
    assert.equal(isDuplicate(server(11000)), true);
  });
});
