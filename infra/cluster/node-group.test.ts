import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { NodeGroup } from "./node-group.ts";
import { NodeRole } from "./node-role.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("NodeGroup", () => {
  it("is of a fixed number of nodes that say what they are for, and keep off other pods", async () => {
    assert.deepEqual((await parts())["eks.NodeGroup/cluster-data-a"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      clusterName: "prod-cluster",
      nodeGroupName: "prod-cluster-data-a",
      version: "1.35",
      amiType: "BOTTLEROCKET_ARM_64",
      nodeRoleArn: "arn:cluster-node",
      subnetIds: ["subnet-a"],
      instanceTypes: ["r7g.xlarge", "r6g.xlarge"],
      capacityType: "ON_DEMAND",
      launchTemplate: { id: "cluster-data-a-id", version: "7" },
      scalingConfig: { minSize: 3, desiredSize: 3, maxSize: 3 },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      labels: { dedicated: "data" },
      taints: [{ key: "dedicated", value: "data", effect: "NO_SCHEDULE" }],
    });
  });

  it("keeps its nodes' credentials from pods, and encrypts both disks", async () => {
    const encrypted = { encrypted: "true", kmsKeyId: "arn:key", volumeType: "gp3", deleteOnTermination: "true" };
    const tags = { tier: "prod", Name: "prod-cluster-data-a" };
    assert.deepEqual((await parts())["ec2.LaunchTemplate/cluster-data-a"], {
      region: "us-east-1",
      tags: { tier: "prod" },
      name: "prod-cluster-data-a",
      description: "Nodes of cluster-data-a",
      updateDefaultVersion: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: encrypted },
        { deviceName: "/dev/xvdb", ebs: { ...encrypted, volumeSize: 100 } },
      ],
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
    });
  });
});

function parts() {
  return created(
    () =>
      new NodeGroup("cluster-data-a", prod, {
        clusterName: "prod-cluster",
        version: "1.35",
        role: new NodeRole("cluster-node", prod, { description: "Nodes", permissionBoundaryArn: "arn:boundary" }),
        subnetIds: ["subnet-a"],
        instanceTypes: ["r7g.xlarge", "r6g.xlarge"],
        nodes: 3,
        diskGibibytes: 100,
        kmsKeyArn: "arn:key",
        dedicatedTo: "data",
        taint: { key: "dedicated", value: "data" },
      }),
    { "aws:ec2/launchTemplate:LaunchTemplate": { latestVersion: 7 } },
  );
}
