import { everyTier, rule } from "../rule.ts";

/** Who may talk to a data store is said by membership of a group, not by addresses that anything may come to have. (67: CKV2_AWS_5, EC27) */
export const dataStoresAdmitGroupsAlone = rule(
  "data-stores-admit-groups-alone",
  everyTier,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  (ingress, graph) => {
    const stores = graph
      .behind(ingress, "securityGroupId", "aws:ec2/securityGroup:SecurityGroup")
      .flatMap((group) => graph.having("aws:elasticache/replicationGroup:ReplicationGroup", "securityGroupIds", group));
    return stores.length > 0 && !ingress.inputs.referencedSecurityGroupId ? "admit a security group, not addresses" : undefined;
  },
);
