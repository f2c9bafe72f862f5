import assert from "node:assert/strict";
import { register } from "../../test/mocks.ts";
import { EncryptionKey } from "./encryption-key.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("EncryptionKey", () => {
  it("rotates every year, can be got back for 30 days, and has an alias of the environment", async () => {
    assert.deepEqual(await created(prod), [
      [
        "aws:kms/key:Key",
        {
          region: "us-east-1",
          tags: { tier: "prod" },
          description: "Cache of prod",
          enableKeyRotation: true,
          rotationPeriodInDays: 365,
          deletionWindowInDays: 30,
        },
      ],
      ["aws:kms/alias:Alias", { region: "us-east-1", name: "alias/prod-cache-key", targetKeyId: "cache-key-id" }],
    ]);
  });

  it("waits a week with its deletion where nothing is kept", async () => {
    const [[, key] = []] = await created({ ...prod, keepsData: false });
    assert.equal((key as Record<string, unknown>).deletionWindowInDays, 7);
  });
});

async function created(context: typeof prod) {
  const resources = await register(() => new EncryptionKey("cache-key", context, { description: "Cache of prod" }));
  return resources.filter(({ type }) => type.startsWith("aws:")).map(({ type, inputs }) => [type, inputs] as const);
}
