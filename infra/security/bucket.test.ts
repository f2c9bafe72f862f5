import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { register } from "../../test/mocks.ts";
import { Bucket, type BucketArgs } from "./bucket.ts";
import { safeTransportOnly, vendedLogs } from "./bucket-guests.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const of = { region: "us-east-1", bucket: "prod-audit-111122223333" };
const args: BucketArgs = { purpose: "audit", encryption: { kmsKeyArn: "arn:key" } };

describe("Bucket", () => {
  it("is private, encrypted, with versions, and takes TLS alone", async () => {
    const { policy, ...settings } = await created(args);
    assert.deepEqual(settings, {
      bucket: { ...of, tags: { tier: "prod" }, objectLockEnabled: false, forceDestroy: false },
      bucketOwnershipControls: { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
      bucketPublicAccessBlock: {
        ...of,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      bucketServerSideEncryptionConfiguration: {
        ...of,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" }, bucketKeyEnabled: true }],
      },
      bucketVersioning: { ...of, versioningConfiguration: { status: "Enabled" } },
      bucketLifecycleConfiguration: {
        ...of,
        rules: [
          {
            id: "expire",
            status: "Enabled",
            filter: { prefix: "" },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            noncurrentVersionExpiration: { noncurrentDays: 30 },
          },
        ],
      },
    });
    assert.deepEqual(policy, safeTransportOnly(prod, of.bucket));
  });

  it("can be locked, and then keeps versions for as long", async () => {
    const { bucket, bucketObjectLockConfiguration, bucketLifecycleConfiguration } = await created({
      ...args,
      lock: { mode: "governance", days: 365 },
    });
    assert.equal(bucket?.objectLockEnabled, true);
    assert.deepEqual(bucketObjectLockConfiguration, { ...of, rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } } });
    assert.deepEqual(bucketLifecycleConfiguration?.rules[0].noncurrentVersionExpiration, { noncurrentDays: 365 });
  });

  it("lets go in a day of what expires, where its lock is over by then", async () => {
    const { bucketLifecycleConfiguration } = await created({ ...args, lock: { mode: "governance", days: 365 }, expireAfterDays: 365 });
    assert.deepEqual(bucketLifecycleConfiguration?.rules[0].expiration, { days: 365 });
    assert.deepEqual(bucketLifecycleConfiguration?.rules[0].noncurrentVersionExpiration, { noncurrentDays: 1 });
  });

  it("tells another bucket of every access", async () => {
    const { bucketLogging } = await created({ ...args, accessLogBucket: "prod-access-logs-111122223333" });
    assert.deepEqual(bucketLogging, {
      ...of,
      targetBucket: "prod-access-logs-111122223333",
      targetPrefix: "s3/prod-audit-111122223333/",
    });
  });

  it("takes S3's own key for logs that can be written with no other, and guests by name", async () => {
    const { bucketServerSideEncryptionConfiguration, policy } = await created({
      ...args,
      encryption: "s3-managed",
      guests: (bucket) => vendedLogs(prod, bucket),
    });
    assert.deepEqual(bucketServerSideEncryptionConfiguration?.rules, [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]);
    assert.deepEqual(policy, [...safeTransportOnly(prod, of.bucket), ...vendedLogs(prod, of.bucket)]);
  });

  it("goes with what is in it where nothing is kept", async () => {
    const { bucket } = await created(args, { ...prod, keepsData: false });
    assert.equal(bucket?.forceDestroy, true);
  });
});

/** The inputs of each part by its type's name, and the statements of the policy. */
async function created(args: BucketArgs, context = prod): Promise<Record<string, pulumi.runtime.MockResourceArgs["inputs"]>> {
  const resources = await register(() => new Bucket("security-audit", context, args));
  const { bucketPolicy, ...parts } = Object.fromEntries(
    resources.filter(({ type }) => type.startsWith("aws:s3/")).map(({ type, inputs }) => [type.slice(7, type.lastIndexOf(":")), inputs]),
  );
  assert.equal(bucketPolicy?.bucket, of.bucket);
  return { ...parts, policy: JSON.parse(bucketPolicy.policy).Statement };
}
