import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { Connection } from "./connection.ts";

const context = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("Connection", () => {
  it("opens one port on both sides, each naming the other", async () => {
    const args = { fromSecurityGroupId: "sg-1", toSecurityGroupId: "sg-2", tcpPort: 8443, description: "Requests" };
    const port = {
      region: "us-east-1",
      tags: { tier: "prod" },
      description: "Requests",
      ipProtocol: "tcp",
      fromPort: 8443,
      toPort: 8443,
    };
    assert.deepEqual(await created(() => new Connection("web-requests", context, args)), {
      "vpc.SecurityGroupEgressRule/web-requests": { ...port, securityGroupId: "sg-1", referencedSecurityGroupId: "sg-2" },
      "vpc.SecurityGroupIngressRule/web-requests": { ...port, securityGroupId: "sg-2", referencedSecurityGroupId: "sg-1" },
    });
  });
});
