import { allows, type Statement, statementsOf } from "../documents.ts";
import type { Graph } from "../graph.ts";
import { isOwn, ownAccounts, strangersIn } from "../own.ts";
import { everyTier, rule } from "../rule.ts";

/** An endpoint lets stolen data out to nobody's account: without a policy AWS lets everybody do everything through it. (69: EC2.10) */
export const endpointsHavePolicies = rule("endpoints-have-policies", everyTier, "aws:ec2/vpcEndpoint:VpcEndpoint", ({ inputs }, graph) => {
  const statements = statementsOf(inputs.policy);
  const open = statements.filter(
    (statement) =>
      allows(statement) &&
      strangersIn(statement, graph).length > 0 &&
      !isForOwnIdentities(statement, graph) &&
      carriesOut(statement, graph),
  );
  return statements.length > 0 && open.length === 0
    ? undefined
    : "give it a policy for identities whose aws:PrincipalAccount is the account's own, or which lets others only read or use what is the account's";
});

function isForOwnIdentities({ conditions }: Statement, graph: Graph): boolean {
  const accounts = conditions.StringEquals?.["aws:PrincipalAccount"] ?? [];
  return accounts.length > 0 && accounts.every((account) => ownAccounts(graph).includes(account));
}

/** Whether more than reading is allowed, and with what may be somebody else's. */
function carriesOut({ actions, resources }: Statement, graph: Graph): boolean {
  return (
    !actions.every((action) => /^[\w-]+:(Get|List|Describe|BatchGet)\w*\*?$/.test(action)) && !resources.every((one) => isOwn(one, graph))
  );
}
