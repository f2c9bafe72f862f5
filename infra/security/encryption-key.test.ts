import assert from "node:assert/strict";
import { register } from "../../test/mocks.ts";
import { EncryptionKey } from "./encryption-key.ts";
import { logGroups } from "./key-users.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("EncryptionKey", () => {
  it("rotates every year, can be got back for 30 days, and has an alias of the environment", async () => {
    const [[type, { policy, ...key }], alias] = await created(prod);
    assert.equal(type, "aws:kms/key:Key");
    assert.deepEqual(key, {
      region: "us-east-1",
      tags: { tier: "prod" },
      description: "Cache of prod",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
    });
    assert.deepEqual(alias, [
      "aws:kms/alias:Alias",
      { region: "us-east-1", name: "alias/prod-cache", targetKeyId: "security-cache-key-id" },
    ]);
  });

  it("is the account's by IAM, and the named services'", async () => {
    const [[, key]] = await created(prod);
    const { Statement } = JSON.parse(String(key.policy));
    assert.deepEqual(Statement, [
      { Sid: "AccountByIam", Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
      logGroups(prod),
    ]);
  });

  it("waits a week with its deletion where nothing is kept", async () => {
    const [[, key]] = await created({ ...prod, keepsData: false });
    assert.equal(key.deletionWindowInDays, 7);
  });
});

async function created(context: typeof prod) {
  const args = { purpose: "cache", description: "Cache of prod", users: [logGroups(context)] };
  const resources = await register(() => new EncryptionKey("security-cache-key", context, args));
  const [key, alias] = resources.filter(({ type }) => type.startsWith("aws:")).map(({ type, inputs }) => [type, inputs] as const);
  assert.ok(key && alias);
  return [key, alias] as const;
}
