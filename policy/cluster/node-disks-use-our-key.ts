import { everyTier, rule } from "../rule.ts";

/** What nodes write is encrypted with a key of ours. (35: CKV_AWS_189, EC26, EC2.3) */
export const nodeDisksUseOurKey = rule(
  "node-disks-use-our-key",
  everyTier,
  "aws:ec2/launchTemplate:LaunchTemplate",
  ({ inputs: { blockDeviceMappings = [] } }) =>
    blockDeviceMappings.length > 0 && blockDeviceMappings.every(({ ebs }) => String(ebs?.encrypted) === "true" && ebs?.kmsKeyId)
      ? undefined
      : "list the disks in blockDeviceMappings, each with encrypted, and kmsKeyId set to a key of the environment",
);
