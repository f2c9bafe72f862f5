import type { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import { headers, responsesOf } from "./openapi-answers.ts";
import { type Json, jsonSchema } from "./openapi-schema.ts";
import type { Route } from "./route.ts";

/** The OpenAPI 3.1 document of these routes. */
export function openapi(routes: readonly Route[]): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Strata API",
      version: packageJson.version,
      description:
        "Errors are problem details (RFC 9457). Lists take `limit` and `cursor`. Updates need `If-Match`. Amounts are integers in the currency's minor unit.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(routes.map(({ service }) => service))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      headers,
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
}

function operation({ service, method, path, spec }: Route, schemas: Json): Json {
  const { access } = spec;
  const parameters = [...parametersOf(spec.params, "path", schemas), ...parametersOf(spec.query, "query", schemas)];
  if (spec.ifMatch) {
    parameters.push({
      name: "If-Match",
      in: "header",
      required: true,
      schema: { type: "string" },
      description: "ETag of the version the change is based on.",
      example: '"1"',
    });
  }
  if (spec.cache) {
    parameters.push({
      name: "If-None-Match",
      in: "header",
      required: false,
      schema: { type: "string" },
      description: "ETag of the version at hand: where it is the current one, the answer is 304.",
    });
  }
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[/:]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [service],
    summary: spec.summary,
    ...(access.kind !== "public" && { security: [{ token: [] }] }),
    ...("permission" in access && { description: `Needs ${access.kind === "self" ? "to be the user, or " : ""}\`${access.permission}\`.` }),
    ...(parameters.length > 0 && { parameters }),
    ...(spec.body && {
      requestBody: { required: true, content: { "application/json": { schema: jsonSchema(spec.body, "input", schemas) } } },
    }),
    responses: responsesOf(spec, schemas),
  };
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query", schemas: Json): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, "input", schemas) as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}
