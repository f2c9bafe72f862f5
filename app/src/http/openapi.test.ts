import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { declaredRoutes } from "../services.ts";
import { openapi } from "./openapi.ts";

interface Operation {
  readonly operationId: string;
  readonly security?: unknown;
  readonly requestBody?: unknown;
  readonly parameters?: { name: string; required: boolean }[];
}

describe("the OpenAPI document", () => {
  const routes = declaredRoutes();
  const document = openapi(routes) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, unknown> };
  };

  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    assert.ok(valid, JSON.stringify(errors));
  });

  it("holds every route once, with what it takes and who may call it", () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    assert.equal(operations.length, routes.length);
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, routes.length);
    for (const { method, path, spec } of routes) {
      const operation = document.paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
      assert.ok(operation);
      assert.equal(operation.security !== undefined, spec.access.kind !== "public", path);
      assert.equal(operation.requestBody !== undefined, spec.body !== undefined, path);
      assert.equal(
        operation.parameters?.some(({ name, required }) => name === "If-Match" && required) ?? false,
        spec.ifMatch ?? false,
        path,
      );
    }
  });

  it("names its schemas and refers to no other", () => {
    const referred = new Set([...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    assert.deepEqual([...referred].sort(), Object.keys(document.components.schemas).sort());
  });
});
