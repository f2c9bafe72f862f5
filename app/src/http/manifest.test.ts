import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { declaredRoutes } from "../services.ts";
import { manifestText } from "./manifest.ts";

describe("routes.json", () => {
  it("says what the routes declare (npm run generate writes it)", () => {
    assert.equal(readFileSync(resolve(import.meta.dirname, "../../routes.json"), "utf8"), manifestText(declaredRoutes()));
  });
});
