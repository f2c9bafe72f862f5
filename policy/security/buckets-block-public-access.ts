import { everyTier, rule } from "../rule.ts";

const switches = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** No access list and no policy can ever make a bucket public. (54: S2, CKV_AWS_53 to 56, S3.8) */
export const bucketsBlockPublicAccess = rule("buckets-block-public-access", everyTier, "aws:s3/bucket:Bucket", (bucket, graph) => {
  const [block] = graph.having("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "bucket", bucket);
  const off = switches.filter((name) => block?.inputs[name] !== true);
  return off.length === 0 ? undefined : `set ${off.join(", ")} of its BucketPublicAccessBlock`;
});
