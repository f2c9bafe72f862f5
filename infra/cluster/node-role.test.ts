import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { NodeRole } from "./node-role.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("NodeRole", () => {
  it("lets instances join, fetch images and be looked after, within the boundary", async () => {
    const made = await created(() => new NodeRole("cluster-node", prod, { description: "Nodes", permissionBoundaryArn: "arn:boundary" }));
    const { assumeRolePolicy, ...role } = made["iam.Role/cluster-node"] ?? {};
    assert.deepEqual(role, {
      tags: { tier: "prod" },
      name: "prod-cluster-node",
      description: "Nodes",
      permissionsBoundary: "arn:boundary",
    });
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)).Statement, [
      {
        Sid: "ActAsRole",
        Effect: "Allow",
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
    assert.deepEqual(
      Object.values(made).flatMap(({ policyArn }) => policyArn ?? []),
      ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"].map(
        (right) => `arn:aws:iam::aws:policy/${right}`,
      ),
    );
  });
});
