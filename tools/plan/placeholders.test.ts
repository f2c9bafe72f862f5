import assert from "node:assert/strict";
import { declaredSecrets, secretNames } from "../../infra/config/secrets.ts";
import { placeholder } from "./placeholders.ts";

describe("placeholder", () => {
  for (const name of secretNames) {
    it(`stands for ${name} in a form that the program takes`, () => assert.ok(declaredSecrets[name].test(placeholder(`strata:${name}`))));
  }
});
