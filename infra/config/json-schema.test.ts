import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { stackFileSchema } from "./json-schema.ts";
import { secretNames } from "./secrets.ts";

const root = resolve(import.meta.dirname, "../..");

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, unknown>>;
  readonly then?: Schema;
  readonly else?: Schema;
}

describe("the schema of stack files", () => {
  const schema: Schema = stackFileSchema();
  const config = schema.properties?.config;
  const environment = config?.properties?.["strata:environment"];

  it("is up to date", () => {
    const stored = readFileSync(resolve(import.meta.dirname, "stack.schema.json"), "utf8");
    assert.deepEqual(JSON.parse(stored), JSON.parse(JSON.stringify(schema)), "infra/config changed: npm run generate");
  });

  it("is named by every stack file", () => {
    for (const file of globSync("Pulumi.*.yaml", { cwd: root })) {
      const [first] = readFileSync(resolve(root, file), "utf8").split("\n");
      assert.equal(first, "# yaml-language-server: $schema=infra/config/stack.schema.json", file);
    }
  });

  it("demands what no default fills", () => {
    assert.deepEqual(environment?.then?.required, ["tier"]);
    for (const name of ["tier", "account", "region"]) assert.ok(environment?.else?.required?.includes(name), name);
    for (const name of ["name", "keepsData", "network", "cache"]) assert.ok(!environment?.else?.required?.includes(name), name);
  });

  it("tells what every field means", () => {
    const undescribed = fieldsWithout(environment?.else ?? {}).concat(fieldsWithout(environment?.then ?? {}));
    assert.deepEqual(undescribed, [], "write a doc comment above each");
  });

  it("knows every secret, and no other key of ours", () => {
    for (const name of secretNames) assert.ok(config?.properties?.[`strata:${name}`]?.description, name);
    const [[pattern = ""] = []] = Object.entries(config?.patternProperties ?? {});
    for (const key of ["strata:cachePasword", "starta:cachePassword", "aws:region"]) assert.match(key, new RegExp(pattern));
    for (const key of ["strata:environment", ...secretNames.map((name) => `strata:${name}`), "pulumi:tags"])
      assert.doesNotMatch(key, new RegExp(pattern));
  });
});

/** Fields that are no groups and have no description. */
function fieldsWithout(schema: Schema, path = ""): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    field.properties ? fieldsWithout(field, `${path}${name}.`) : field.description ? [] : [`${path}${name}`],
  );
}
