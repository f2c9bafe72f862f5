import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { register } from "../../test/mocks.ts";
import { SecretEntry, type SecretEntryArgs } from "./secret-entry.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const args: SecretEntryArgs = { path: "cache/api", description: "Of the API in the cache", kmsKeyArn: "arn:key" };

describe("SecretEntry", () => {
  it("is encrypted with the environment's key and can be got back for 30 days", async () => {
    assert.deepEqual(await created(args), [
      [
        "aws:secretsmanager/secret:Secret",
        {
          region: "us-east-1",
          tags: { tier: "prod" },
          name: "prod/cache/api",
          description: "Of the API in the cache",
          kmsKeyId: "arn:key",
          recoveryWindowInDays: 30,
        },
      ],
    ]);
  });

  it("leaves no name behind where nothing is kept", async () => {
    const [[, secret] = []] = await created(args, { ...prod, keepsData: false });
    assert.equal(secret?.recoveryWindowInDays, 0);
  });

  it("holds its values as a secret, whatever they are made of", async () => {
    const [, [type, version] = []] = await created({ ...args, values: { username: "api", password: pulumi.output("canary") } });
    assert.equal(type, "aws:secretsmanager/secretVersion:SecretVersion");
    assert.deepEqual(version, {
      region: "us-east-1",
      secretId: "cache-api-id",
      // Pulumi's mark of a secret.
      secretString: {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: '{"username":"api","password":"canary"}',
      },
    });
  });
});

async function created(args: SecretEntryArgs, context = prod) {
  const resources = await register(() => new SecretEntry("cache-api", context, args));
  return resources.filter(({ type }) => type.startsWith("aws:")).map(({ type, inputs }) => [type, inputs] as const);
}
