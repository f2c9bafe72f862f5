import { everyTier, rule } from "../rule.ts";

/** A node's credentials are given to who can ask for a token, and to nobody behind a further hop: a pod. (34: CKV_AWS_79, CKV_AWS_341, EC2.8, AutoScaling.3, AutoScaling.4) */
export const nodesGuardTheirMetadata = rule(
  "nodes-guard-their-metadata",
  everyTier,
  "aws:ec2/launchTemplate:LaunchTemplate",
  ({ inputs: { metadataOptions } }) =>
    metadataOptions?.httpTokens === "required" && metadataOptions.httpPutResponseHopLimit === 1
      ? undefined
      : "set metadataOptions.httpTokens to required, and httpPutResponseHopLimit to 1",
);
