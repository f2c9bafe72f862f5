import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import type { Route } from "./route.ts";

type Json = Record<string, unknown>;

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details." });

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
    responses: {
      ...Object.fromEntries(
        Object.entries(spec.answers).map(([status, schema]) => [
          status,
          {
            description: descriptions[status] ?? "Done",
            ...(schema && { content: { "application/json": { schema: jsonSchema(schema, "output", schemas) } } }),
          },
        ]),
      ),
      default: {
        description: "What is wrong",
        content: { "application/problem+json": { schema: jsonSchema(problemSchema, "output", schemas) } },
      },
    },
  };
}

const descriptions: Record<string, string> = { 200: "OK", 201: "Created", 204: "Done, nothing to show" };

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

/** JSON Schema of a type; whatever has an id moves to the components and is referred to. */
function jsonSchema(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const {
    $schema: _,
    $defs = {},
    id,
    ...rest
  } = JSON.parse(
    JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: "any" })).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as Json & { $defs?: Json; id?: string };
  for (const [name, definition] of Object.entries($defs)) schemas[name] = withoutId(definition as Json);
  if (id === undefined) return rest;
  schemas[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}

function withoutId({ id: _, ...rest }: Json): Json {
  return rest;
}
