import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { PodRole } from "./pod-role.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("PodRole", () => {
  it("is for pods of one cluster, within the boundary, with the policies it is given", async () => {
    const made = await created(
      () =>
        new PodRole("cluster-cni", prod, {
          description: "Network",
          clusterName: "prod-cluster",
          policyArns: { rights: "arn:policy" },
          permissionBoundaryArn: "arn:boundary",
        }),
    );
    const { assumeRolePolicy, ...role } = made["iam.Role/cluster-cni"] ?? {};
    assert.deepEqual(role, {
      tags: { tier: "prod" },
      name: "prod-cluster-cni",
      description: "Network",
      permissionsBoundary: "arn:boundary",
    });
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)).Statement, [
      {
        Sid: "ActAsRole",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: { "aws:SourceArn": "arn:aws:eks:us-east-1:111122223333:cluster/prod-cluster" },
        },
      },
    ]);
    assert.deepEqual(made["iam.RolePolicyAttachment/cluster-cni-rights"], { role: "prod-cluster-cni", policyArn: "arn:policy" });
  });
});
