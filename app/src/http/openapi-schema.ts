import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

export type Json = Record<string, unknown>;

/** JSON Schema of a type; whatever has an id moves to `schemas`, the document's components, and is referred to. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const made = z.toJSONSchema(schema, { io, unrepresentable: "any", override: finish });
  const { $schema: _, $defs = {}, ...rest } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
  for (const [name, { id: _, ...definition }] of Object.entries($defs as Record<string, Json>)) {
    if (name in schemas && !isDeepStrictEqual(schemas[name], definition))
      throw new Error(`the id ${name} has two schemas, or one whose input and output differ`);
    schemas[name] = definition;
  }
  return rest;
}

function finish({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { def } = zodSchema._zod;
  // An answer may get fields that it has not today: only what was made strict, which a client sends, refuses them.
  if (def.type === "object" && def.catchall === undefined) delete jsonSchema.additionalProperties;
  // zod leaves the default of an input that it transforms out.
  if (def.type === "default") jsonSchema.default = def.defaultValue as z.core.JSONSchema.BaseSchema["default"];
}
