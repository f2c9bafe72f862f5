import assert from "node:assert/strict";
import { apiAccess, gatewayAccess, nobody } from "./access.ts";

describe("rights in the caches", () => {
  it("give the API its cache's commands on its own keys and channel", () =>
    assert.deepEqual(apiAccess, {
      userName: "api",
      rights: [
        "on ~strata:* resetchannels &strata:bus -@all",
        "+get +set +unlink +pttl +pexpire +eval +evalsha +scan +publish +subscribe +unsubscribe",
        "+cluster|slots +cluster|shards +cluster|info +readonly +readwrite +asking",
        "+ping +info +client|setinfo +client|setname",
      ].join(" "),
    }));

  it("give the gateway counters that expire, and no channel", () =>
    assert.deepEqual(gatewayAccess, {
      userName: "gateway",
      rights:
        "on ~ratelimit:* resetchannels -@all +eval +exists +get +incr +incrby +expire +expireat +ping +info +client|setinfo +client|setname",
    }));

  it("give nothing to whoever names no user", () => assert.deepEqual(nobody, { userName: "default", rights: "off -@all" }));
});
