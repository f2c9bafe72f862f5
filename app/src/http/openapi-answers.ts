import { z } from "zod";
import { type Json, jsonSchema } from "./openapi-schema.ts";
import { problemType } from "./problem.ts";
import type { Route } from "./route.ts";
import { problem } from "./schema.ts";

type Spec = Route["spec"];

/** The headers that the document names. */
export const headers: Json = {
  ETag: { description: "The version of the resource, or a digest of the answer where it counts none.", schema: { type: "string" } },
  "Cache-Status": { description: "Which cache answered (RFC 9211), the one nearest to the origin first.", schema: { type: "string" } },
};

/** The problems that a declaration implies. */
const implied: readonly { readonly status: number; readonly applies: (spec: Spec) => boolean }[] = [
  { status: 400, applies: () => true },
  { status: 401, applies: ({ access }) => access.kind !== "public" },
  { status: 403, applies: ({ access }) => access.kind === "permission" },
  { status: 404, applies: ({ params }) => params !== undefined },
  { status: 412, applies: ({ ifMatch }) => ifMatch === true },
  { status: 413, applies: ({ body }) => body !== undefined },
  { status: 415, applies: ({ body }) => body !== undefined },
  { status: 428, applies: ({ ifMatch }) => ifMatch === true },
];

const descriptions: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  204: "Done, nothing to show",
  304: "The version at hand is the current one",
  400: "The input is not as it should be",
  401: "No valid access token, or one that is not strong enough",
  403: "The token does not allow this",
  404: "There is nothing here, or it is not the caller's",
  409: "It contradicts what is there",
  412: "The resource has changed since the version in If-Match",
  413: "The body is too large",
  415: "The body is not JSON in UTF-8",
  428: "If-Match is missing",
};

/** The answers of a route: those it declares, those its declaration implies, and what is wrong otherwise. */
export function responsesOf(spec: Spec, schemas: Json): Json {
  const problems = implied.filter(({ applies }) => applies(spec)).map(({ status }) => [status, problem] as const);
  const notModified = spec.cache ? [[304, null] as const] : [];
  const declared = Object.entries(spec.answers).map(([status, schema]) => [Number(status), schema] as const);
  const answers = [...problems, ...notModified, ...declared].map(([status, schema]) => [status, response(spec, status, schema, schemas)]);
  return { ...Object.fromEntries(answers), default: { description: "What is wrong", content: contentOf(problem, problemType, schemas) } };
}

function response(spec: Spec, status: number, schema: z.ZodType | null, schemas: Json): Json {
  const fails = status >= 400;
  const named = fails ? [] : headersOf(spec, schema);
  return {
    description: descriptions[status] ?? "Done",
    ...(named.length > 0 && { headers: Object.fromEntries(named.map((name) => [name, { $ref: `#/components/headers/${name}` }])) }),
    ...(schema && { content: contentOf(schema, fails ? problemType : "application/json", schemas) }),
  };
}

function headersOf(spec: Spec, schema: z.ZodType | null): string[] {
  if (spec.cache) return ["ETag", "Cache-Status"];
  return schema instanceof z.ZodObject && "version" in schema.shape ? ["ETag"] : [];
}

const contentOf = (schema: z.ZodType, type: string, schemas: Json): Json => ({ [type]: { schema: jsonSchema(schema, "output", schemas) } });
