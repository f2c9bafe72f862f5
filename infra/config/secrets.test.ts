import assert from "node:assert/strict";
import { commandThatSets, declaredSecrets, secretNames, secretProblems } from "./secrets.ts";

const right = Object.fromEntries(secretNames.map((name) => [name, { value: "canary-of-24-characters-", encrypted: true }]));

describe("secretProblems", () => {
  it("finds none where every secret is set and encrypted", () => assert.deepEqual(problems(right), []));

  it("names every one that is missing, what it is for and the command that sets it", () => {
    assert.deepEqual(problems({}), [
      'cachePassword is not set: it is the password of the API\'s user in the cache; set it with "pulumi config set --secret strata:cachePassword -s prod"',
      'gatewayCachePassword is not set: it is the password of the gateway\'s user in its own small cache; set it with "pulumi config set --secret strata:gatewayCachePassword -s prod"',
    ]);
  });

  it("misses none on this machine", () => assert.deepEqual(secretProblems(new Map(), { tier: "local" }, "local"), []));

  for (const [what, key, says] of [
    [
      "in plain text",
      { value: "canary-of-24-characters-", encrypted: false },
      'cachePassword stands in plain text: replace it, for it may have been seen, with "pulumi config set --secret strata:cachePassword -s prod"',
    ],
    [
      "that the service would refuse",
      { value: "canary", encrypted: true },
      'cachePassword is not what it must be: give 16 to 128 letters, digits and hyphens with "pulumi config set --secret strata:cachePassword -s prod"',
    ],
  ] as const) {
    it(`refuses one ${what} without repeating it`, () => assert.deepEqual(problems({ ...right, cachePassword: key }), [says]));
  }

  for (const [value, allowed] of [
    ["canary-of-16-cha", true],
    ["canary-of-15-ch", false],
    ["c".repeat(128), true],
    ["c".repeat(129), false],
    ["4f".repeat(32), true],
    ["Y2FuYXJ5LWNhbmFyeS0+/w==", false],
    ["canary of 24 characters-", false],
    ["canary-of-24-characters\n", false],
  ] as const) {
    it(`${allowed ? "takes" : "refuses"} a password such as ${JSON.stringify(value)}`, () =>
      assert.equal(declaredSecrets.cachePassword.test(value), allowed));
  }

  it("knows for each what it is for", () => {
    for (const name of secretNames) assert.match(declaredSecrets[name].purpose, /^[a-z].*[^.]$/);
  });
});

describe("commandThatSets", () => {
  it("leaves the value to the CLI's question", () =>
    assert.equal(commandThatSets("cachePassword", "dev"), "pulumi config set --secret strata:cachePassword -s dev"));
});

function problems(keys: Readonly<Record<string, { value: string; encrypted: boolean }>>) {
  return secretProblems(new Map(Object.entries(keys)), { tier: "prod" }, "prod").map(({ path, says }) => `${path} ${says}`);
}
