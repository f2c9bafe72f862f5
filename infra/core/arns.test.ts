import assert from "node:assert/strict";
import { arn, awsPolicyArn, bucketArn, clusterAccessPolicyArn, iamArn } from "./arns.ts";

describe("ARNs", () => {
  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    const where = { account: "111122223333", region };

    it(`are of ${partition} in ${region}`, () => {
      assert.equal(arn(where, "logs", "log-group:*"), `arn:${partition}:logs:${region}:111122223333:log-group:*`);
      assert.equal(iamArn(where, "root"), `arn:${partition}:iam::111122223333:root`);
      assert.equal(bucketArn(where, "audit"), `arn:${partition}:s3:::audit`);
      assert.equal(awsPolicyArn(where, "AmazonEKSClusterPolicy"), `arn:${partition}:iam::aws:policy/AmazonEKSClusterPolicy`);
      assert.equal(clusterAccessPolicyArn(where, "Admin"), `arn:${partition}:eks::aws:cluster-access-policy/Admin`);
    });
  }
});
