import { allows, type Statement, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** No role of the environment, whatever its own policies say, makes identities or rules over accounts: it may read them, and give a role of its own to one service. (61: CKV_AWS_286, must-set) */
export const boundariesLetNobodyRule = rule("boundaries-let-nobody-rule", everyTier, "aws:iam/policy:Policy", (policy, graph) => {
  if (graph.having("aws:iam/role:Role", "permissionsBoundary", policy).length === 0) return undefined;
  const statements = statementsOf(policy.inputs.policy).filter(allows);
  const ruling = statements.flatMap((statement) => statement.actions.filter((action) => rules(action) && !givesOneRole(action, statement)));
  return statements.length > 0 && ruling.length === 0 ? undefined : `allow services by name, and not ${ruling.join(", ")}`;
});

/** Whether an action, or one that a pattern may name, does more to identities, accounts or bills than to read them. */
function rules(action: string): boolean {
  const [service = "", verb = ""] = action.toLowerCase().split(":");
  if (/[*?]/.test(service) || verb === "") return true;
  return /^(iam|organizations|account|billing|aws-portal|sso|identitystore)$/.test(service) && !/^(get|list)/.test(verb);
}

function givesOneRole(action: string, { resources, conditions }: Statement): boolean {
  return (
    action.toLowerCase() === "iam:passrole" && !resources.includes("*") && conditions.StringEquals?.["iam:PassedToService"]?.length === 1
  );
}
