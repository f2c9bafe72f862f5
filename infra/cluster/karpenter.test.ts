import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { Karpenter } from "./karpenter.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const common = { region: "us-east-1", tags: { tier: "prod" }, clusterName: "prod-cluster" };

describe("Karpenter", () => {
  it("lets its nodes join, which no managed group does for it", async () => {
    const made = await parts();
    assert.deepEqual(made["eks.AccessEntry/cluster-karpenter-node"], {
      ...common,
      principalArn: "arn:cluster-karpenter-node",
      type: "EC2_LINUX",
    });
    assert.deepEqual(made["iam.InstanceProfile/cluster-karpenter-node"], {
      tags: { tier: "prod" },
      name: "prod-cluster-karpenter-node",
      role: "prod-cluster-karpenter-node",
    });
  });

  it("has its rights as pods of its service account", async () => {
    const made = await parts();
    assert.deepEqual(made["eks.PodIdentityAssociation/cluster-karpenter"], {
      ...common,
      namespace: "kube-system",
      serviceAccount: "karpenter",
      roleArn: "arn:cluster-karpenter",
    });
    const attached = Object.entries(made).filter(([name]) => name.startsWith("iam.RolePolicyAttachment/cluster-karpenter-"));
    assert.deepEqual(
      attached.flatMap(([, { role, policyArn }]) => (role === "prod-cluster-karpenter" ? [policyArn] : [])),
      ["nodes", "surroundings", "discovery", "pass-role"].map((right) => `arn:cluster-karpenter-${right}`),
    );
  });
});

function parts() {
  return created(
    () =>
      new Karpenter("cluster-karpenter", prod, {
        clusterName: "prod-cluster",
        plannedClusterName: "prod-cluster",
        kmsKeyArn: "arn:key",
        permissionBoundaryArn: "arn:boundary",
      }),
  );
}
