import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { register } from "../../test/mocks.ts";
import { Security, type SecurityArgs } from "./security.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };
const args: SecurityArgs = {
  logDays: 365,
  backup: { mode: "governance", days: 35 },
  audit: { mode: "governance", days: 400 },
  trail: { enabled: true },
};

describe("Security", () => {
  it("has a key for each domain, used by the services that need it and no other", async () => {
    assert.deepEqual(await usersOfKeys(args), {
      "alias/prod-audit": ["AccountByIam", "Trail"],
      "alias/prod-backup": ["AccountByIam"],
      "alias/prod-cache": ["AccountByIam"],
      "alias/prod-cluster": ["AccountByIam", "EventRules", "NodeDisks", "NodeDisksHoldTheKey"],
      "alias/prod-logs": ["AccountByIam", "LogGroups", "LogDelivery", "Alarms"],
      "alias/prod-secrets": ["AccountByIam"],
    });
  });

  it("has a bucket for each purpose, locked where something must stay, all telling the one for access logs", async () => {
    const resources = await created(args);
    const of = (type: string): Record<string, pulumi.runtime.MockResourceArgs["inputs"]> =>
      Object.fromEntries(resources.filter((resource) => resource.type === `aws:s3/${type}`).map(({ inputs }) => [inputs.bucket, inputs]));
    const locks = of("bucketObjectLockConfiguration:BucketObjectLockConfiguration");
    assert.deepEqual(Object.keys(of("bucket:Bucket")), [
      "prod-access-logs-111122223333",
      "prod-logs-111122223333",
      "prod-backup-111122223333",
      "prod-audit-111122223333",
    ]);
    assert.deepEqual(
      Object.entries(locks).map(([bucket, { rule }]) => [bucket, rule.defaultRetention]),
      [
        ["prod-backup-111122223333", { mode: "GOVERNANCE", days: 35 }],
        ["prod-audit-111122223333", { mode: "GOVERNANCE", days: 400 }],
      ],
    );
    assert.deepEqual(
      Object.entries(of("bucketLogging:BucketLogging")).map(([bucket, { targetBucket }]) => [bucket, targetBucket]),
      ["logs", "backup", "audit"].map((purpose) => [`prod-${purpose}-111122223333`, "prod-access-logs-111122223333"]),
    );
  });

  it("leaves the account's trail, and who may write for it, to another stack if told so", async () => {
    const without = await created({ ...args, trail: { enabled: false } });
    assert.equal(without.filter(({ type }) => type.startsWith("aws:cloudtrail/")).length, 0);
    assert.equal(JSON.stringify(without).includes("cloudtrail"), false);
    assert.equal((await created(args)).filter(({ type }) => type === "aws:cloudtrail/trail:Trail").length, 1);
  });
});

async function created(args: SecurityArgs) {
  return register(() => new Security("security", prod, args));
}

async function usersOfKeys(args: SecurityArgs) {
  const resources = await created(args);
  const aliases = new Map(
    resources.filter(({ type }) => type === "aws:kms/alias:Alias").map(({ inputs }) => [inputs.targetKeyId, inputs.name]),
  );
  return Object.fromEntries(
    resources
      .filter(({ type }) => type === "aws:kms/key:Key")
      .map(({ name, inputs }) => [aliases.get(`${name}-id`), JSON.parse(inputs.policy).Statement.map(({ Sid }: { Sid: string }) => Sid)]),
  );
}
