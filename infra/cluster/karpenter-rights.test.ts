import assert from "node:assert/strict";
import { karpenterRights } from "./karpenter-rights.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };
const rights = karpenterRights(prod, {
  clusterName: "prod-cluster",
  nodeRoleName: "prod-cluster-karpenter-node",
  queueArn: "arn:queue",
  kmsKeyArn: "arn:key",
});
const statements = Object.values(rights).flat();

describe("Karpenter's rights", () => {
  it("end only what carries the cluster's tag and a node pool's", () => {
    assert.deepEqual(
      statements.find(({ Sid }) => Sid === "EndItsNodes"),
      {
        Sid: "EndItsNodes",
        Effect: "Allow",
        Action: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
        Resource: ["arn:aws:ec2:us-east-1:111122223333:instance/*", "arn:aws:ec2:us-east-1:111122223333:launch-template/*"],
        Condition: {
          StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/prod-cluster": "owned" },
          StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
        },
      },
    );
  });

  it("launch nothing without the cluster's tag: what may be launched from is not what is launched", () => {
    const launching = statements.filter(({ Action }) => Action.includes("ec2:RunInstances"));
    for (const { Resource, Condition } of launching) {
      const launched = JSON.stringify(Resource).includes(":instance/*");
      if (launched)
        assert.equal(Condition?.StringEquals?.["aws:RequestTag/kubernetes.io/cluster/prod-cluster"], "owned", JSON.stringify(Resource));
    }
    assert.equal(launching.length, 3);
  });

  it("give one role on, to instances alone", () => {
    assert.deepEqual(rights["pass-role"], [
      {
        Sid: "GiveNodesTheirRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::111122223333:role/prod-cluster-karpenter-node",
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      },
    ]);
  });

  it("name resources for all that changes something", () => {
    const everywhere = statements.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action);
    assert.deepEqual(
      everywhere.filter((action) => !/:(Describe|Get|List)/.test(action)),
      [],
    );
  });

  it("fit into a policy each: 6,144 characters", () => {
    for (const [right, statements] of Object.entries(rights)) assert.ok(JSON.stringify(statements).length < 6000, right);
  });
});
