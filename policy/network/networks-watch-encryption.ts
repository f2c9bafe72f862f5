import { adviceInDev, rule } from "../rule.ts";

/** What crosses a network unencrypted is marked in its flow logs: the evidence that everything else is encrypted. (must-set) */
export const networksWatchEncryption = rule("networks-watch-encryption", adviceInDev, "aws:ec2/vpc:Vpc", (network, graph) => {
  const controls = graph.having("aws:ec2/vpcEncryptionControl:VpcEncryptionControl", "vpcId", network);
  return controls.some(({ inputs }) => ["monitor", "enforce"].includes(inputs.mode ?? ""))
    ? undefined
    : "give it a VpcEncryptionControl with mode monitor";
});
