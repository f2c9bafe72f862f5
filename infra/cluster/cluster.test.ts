import assert from "node:assert/strict";
import { created, register } from "../../test/mocks.ts";
import { versions } from "../config/versions.ts";
import { Cluster, type ClusterArgs } from "./cluster.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };
const args: ClusterArgs = {
  version: "1.35",
  endpoint: { private: true, publicCidrs: [] },
  admins: [],
  subnets: ["a", "b", "c"].map((zone) => ({ zone, id: `subnet-${zone}` })),
  diskGibibytes: 100,
  system: { instanceTypes: ["m7g.large", "m6g.large"], nodes: 3 },
  data: { instanceTypes: ["r7g.xlarge", "r6g.xlarge"], nodesPerZone: 2 },
  addOns: versions.addOns,
  kmsKeyArn: "arn:key",
  logKeyArn: "arn:log-key",
  logDays: 365,
  permissionBoundaryArn: "arn:boundary",
};

describe("Cluster", () => {
  it("has a group of system nodes over all zones, and one for data in each", async () => {
    const groups = Object.entries(await parts()).filter(([name]) => name.startsWith("eks.NodeGroup/"));
    assert.deepEqual(
      groups.map(([name, { subnetIds, scalingConfig, taints }]) => [name.split("/")[1], subnetIds, scalingConfig, taints]),
      [
        ...["a", "b", "c"].map((zone) => [
          `cluster-data-${zone}`,
          [`subnet-${zone}`],
          fixed(2),
          [{ key: "dedicated", value: "data", effect: "NO_SCHEDULE" }],
        ]),
        [
          "cluster-system",
          ["subnet-a", "subnet-b", "subnet-c"],
          fixed(3),
          [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
        ],
      ],
    );
  });

  it("has every add-on in its pinned version", async () => {
    const addOns = Object.values(await parts()).filter(({ addonName }) => addonName);
    assert.deepEqual(Object.fromEntries(addOns.map(({ addonName, addonVersion }) => [addonName, addonVersion])), versions.addOns);
    for (const { resolveConflictsOnUpdate } of addOns) assert.equal(resolveConflictsOnUpdate, "OVERWRITE");
  });

  it("enforces network policies, and gives the network and disks an identity of their own", async () => {
    const made = await parts();
    const network = made["eks.Addon/cluster-vpc-cni"];
    assert.equal(network?.configurationValues, '{"enableNetworkPolicy":"true"}');
    assert.deepEqual(network?.podIdentityAssociations, [{ serviceAccount: "aws-node", roleArn: "arn:cluster-cni" }]);
    assert.deepEqual(made["eks.Addon/cluster-aws-ebs-csi-driver"]?.podIdentityAssociations, [
      { serviceAccount: "ebs-csi-controller-sa", roleArn: "arn:cluster-ebs-csi" },
    ]);
  });

  it("makes what nodes need to become ready before them, and what needs nodes after them", async () => {
    const made = (await register(() => new Cluster("cluster", prod, args))).map(({ type, name }) => `${type.split(":").at(-1)}/${name}`);
    const at = (name: string) => {
      const index = made.indexOf(name);
      assert.ok(index >= 0, name);
      return index;
    };
    for (const before of ["eks-pod-identity-agent", "vpc-cni", "kube-proxy"])
      for (const group of ["cluster-system", "cluster-data-a"])
        assert.ok(at(`Addon/cluster-${before}`) < at(`NodeGroup/${group}`), `${before} before ${group}`);
    for (const after of ["coredns", "metrics-server", "snapshot-controller", "aws-ebs-csi-driver"])
      assert.ok(at(`NodeGroup/cluster-system`) < at(`Addon/cluster-${after}`), after);
    assert.ok(at("Addon/cluster-eks-pod-identity-agent") < at("Addon/cluster-vpc-cni"));
  });
});

function fixed(nodes: number) {
  return { minSize: nodes, desiredSize: nodes, maxSize: nodes };
}

function parts() {
  return created(() => new Cluster("cluster", prod, args));
}
