import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { apiAccess } from "./access.ts";
import { Users } from "./users.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const common = {
  region: "us-east-1",
  tags: { tier: "prod" },
  engine: "valkey",
  authenticationMode: { type: "password", passwords: ["canary-4711-canary"] },
};

describe("Users", () => {
  it("switch off the user without a name and let in one with the rights it needs", async () => {
    const args = { access: apiAccess, password: "canary-4711-canary" };
    assert.deepEqual(await created(() => new Users("cache-users", prod, args)), {
      "elasticache.User/cache-users-default": {
        ...common,
        userId: "prod-cache-users-default",
        userName: "default",
        accessString: "off -@all",
      },
      "elasticache.User/cache-users-api": { ...common, userId: "prod-cache-users-api", userName: "api", accessString: apiAccess.rights },
      "elasticache.UserGroup/cache-users": {
        region: "us-east-1",
        tags: { tier: "prod" },
        engine: "valkey",
        userGroupId: "prod-cache-users",
        userIds: ["prod-cache-users-default", "prod-cache-users-api"],
      },
    });
  });
});
