import { covers, statementsOf } from "../documents.ts";
import { everyTier, rule } from "../rule.ts";

/** What would undo the protection of data, of its keys or of its traces. */
const undoingProtection = [
  "kms:disablekey",
  "kms:disablekeyrotation",
  "kms:putkeypolicy",
  "kms:schedulekeydeletion",
  "logs:deleteloggroup",
  "logs:deletelogstream",
  "logs:putretentionpolicy",
  "s3:bypassgovernanceretention",
  "s3:deletebucket",
  "s3:deletebucketpolicy",
  "s3:putbucketacl",
  "s3:putbucketobjectlockconfiguration",
  "s3:putbucketpolicy",
  "s3:putbucketpublicaccessblock",
  "s3:putbucketversioning",
  "s3:putencryptionconfiguration",
  "s3:putlifecycleconfiguration",
  "secretsmanager:deleteresourcepolicy",
  "secretsmanager:deletesecret",
  "secretsmanager:putresourcepolicy",
];

/** No role of the environment, whatever its own policies say, takes away what protects data, its keys or its traces, or gives a key to a person. (61, must-set) */
export const boundariesProtectData = rule("boundaries-protect-data", everyTier, "aws:iam/policy:Policy", (policy, graph) => {
  if (graph.having("aws:iam/role:Role", "permissionsBoundary", policy).length === 0) return undefined;
  const denials = statementsOf(policy.inputs.policy).filter(({ effect, resources }) => effect === "Deny" && resources.includes("*"));
  const denied = (action: string, condition: string) =>
    denials.some(
      ({ actions, conditions }) =>
        ["{}", condition].includes(JSON.stringify(conditions)) && actions.some((pattern) => covers(pattern.toLowerCase(), action)),
    );
  const open = undoingProtection.filter((action) => !denied(action, "{}"));
  if (!denied("kms:creategrant", '{"Bool":{"kms:GrantIsForAWSResource":["false"]}}')) open.push("kms:creategrant");
  return open.length === 0 ? undefined : `deny for all resources ${open.join(", ")}`;
});
