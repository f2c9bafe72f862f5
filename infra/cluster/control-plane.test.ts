import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { ControlPlane, type ControlPlaneArgs } from "./control-plane.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const args: ControlPlaneArgs = {
  version: "1.35",
  endpoint: { private: true, publicCidrs: [] },
  admins: ["arn:aws:iam::111122223333:role/operators"],
  subnetIds: ["subnet-a", "subnet-b"],
  kmsKeyArn: "arn:key",
  logKeyArn: "arn:log-key",
  logDays: 365,
  permissionBoundaryArn: "arn:boundary",
};

describe("ControlPlane", () => {
  it("is private, encrypted, logged and admits by entry alone", async () => {
    assert.deepEqual((await parts(args))["eks.Cluster/cluster"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "prod-cluster",
      version: "1.35",
      roleArn: "arn:cluster",
      vpcConfig: { subnetIds: ["subnet-a", "subnet-b"], endpointPrivateAccess: true, endpointPublicAccess: false },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      encryptionConfig: { provider: { keyArn: "arn:key" }, resources: ["secrets"] },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
      bootstrapSelfManagedAddons: false,
      deletionProtection: true,
    });
  });

  it("lets in from the internet only whom it is told to", async () => {
    const made = await parts({ ...args, endpoint: { private: true, publicCidrs: ["203.0.113.7/32"] } });
    assert.deepEqual(made["eks.Cluster/cluster"]?.vpcConfig, {
      subnetIds: ["subnet-a", "subnet-b"],
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.7/32"],
    });
  });

  it("can be deleted where nothing is kept", async () => {
    assert.equal((await parts(args, { ...prod, keepsData: false }))["eks.Cluster/cluster"]?.deletionProtection, false);
  });

  it("keeps its logs encrypted, for as long as told, in the group that EKS writes to", async () => {
    assert.deepEqual((await parts(args))["cloudwatch.LogGroup/cluster"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "/aws/eks/prod-cluster/cluster",
      kmsKeyId: "arn:log-key",
      retentionInDays: 365,
    });
  });

  it("gives each administrator an entry with all rights in the cluster", async () => {
    const made = await parts(args);
    const whom = { region: "us-east-1", clusterName: "prod-cluster", principalArn: "arn:aws:iam::111122223333:role/operators" };
    assert.deepEqual(made["eks.AccessEntry/cluster-admin-operators"], { ...whom, tags: { tier: "prod" } });
    assert.deepEqual(made["eks.AccessPolicyAssociation/cluster-admin-operators"], {
      ...whom,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    });
    assert.equal(Object.keys(await parts({ ...args, admins: [] })).filter((name) => name.startsWith("eks.Access")).length, 0);
  });

  it("acts as a role within the boundary, for this account alone, with its own key", async () => {
    const made = await parts(args);
    const { permissionsBoundary, name, assumeRolePolicy } = made["iam.Role/cluster"] ?? {};
    assert.deepEqual([permissionsBoundary, name], ["arn:boundary", "prod-cluster"]);
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)).Statement, [
      {
        Sid: "ActAsRole",
        Effect: "Allow",
        Principal: { Service: "eks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
    assert.equal(made["iam.RolePolicyAttachment/cluster"]?.policyArn, "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy");
    assert.deepEqual(JSON.parse(String(made["iam.RolePolicy/cluster-key"]?.policy)).Statement[0].Resource, "arn:key");
  });
});

function parts(args: ControlPlaneArgs, context = prod) {
  return created(() => new ControlPlane("cluster", context, args));
}
