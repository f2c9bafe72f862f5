import { allows, namesEverybody, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** An endpoint lets stolen data out to nobody's account: without a policy AWS lets everybody do everything through it. (69: EC2.10) */
export const endpointsHavePolicies = rule("endpoints-have-policies", everyTier, "aws:ec2/vpcEndpoint:VpcEndpoint", ({ inputs }) => {
  const statements = statementsOf(inputs.policy);
  const open = statements.filter(
    (statement) =>
      allows(statement) && namesEverybody(statement) && statement.actions.includes("*") && Object.keys(statement.conditions).length === 0,
  );
  return statements.length > 0 && open.length === 0 ? undefined : "give it a policy that names actions, or whose identities may use it";
});
