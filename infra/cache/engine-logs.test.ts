import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { EngineLogs } from "./engine-logs.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };

describe("EngineLogs", () => {
  it("has an encrypted log group for slow commands and one for the engine", async () => {
    const groups = await created(() => new EngineLogs("cache-logs", prod, { kmsKeyArn: "arn:key", days: 365 }));
    const path = "/aws/vendedlogs/elasticache/prod/cache-logs";
    assert.deepEqual(
      groups,
      Object.fromEntries(
        ["slow-log", "engine-log"].map((type) => [
          `cloudwatch.LogGroup/cache-logs-${type}`,
          { region: "us-east-1", tags: { tier: "prod" }, name: `${path}/${type}`, kmsKeyId: "arn:key", retentionInDays: 365 },
        ]),
      ),
    );
  });
});
