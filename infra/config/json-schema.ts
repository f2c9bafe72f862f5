import { z } from "zod";
import { docComments } from "./doc-comments.ts";
import { awsEnvironment, localEnvironment } from "./environment.ts";
import { commandThatSets, declaredSecrets, secretNames } from "./secrets.ts";
import { tierDefaults } from "./tiers.ts";

type Schema = { [keyword: string]: unknown };

/**
 * The JSON Schema of a whole stack file, for editors: names, kinds of values, what each field means. Rules across fields only the program knows.
 * Draft 7, because editors' YAML support knows it best.
 */
export function stackFileSchema(): Schema {
  const known = ["environment", ...secretNames];
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A stack of Strata",
    description: "Pulumi.<stack>.yaml",
    type: "object",
    properties: {
      secretsprovider: { type: "string", description: "Who holds the key of the secrets, such as awskms://alias/... Pulumi writes it." },
      encryptedkey: { type: "string", description: "The secrets' key, encrypted by the secrets provider. Pulumi writes it." },
      encryptionsalt: { type: "string", description: "The salt of a passphrase, where that protects the secrets. Pulumi writes it." },
      config: {
        type: "object",
        properties: {
          "strata:environment": environmentSchema(),
          ...Object.fromEntries(secretNames.map((name) => [`strata:${name}`, secretSchema(name)])),
        },
        patternProperties: { [`^(?!pulumi:|strata:(${known.join("|")})$).*:`]: false },
        required: ["strata:environment"],
      },
    },
    required: ["config"],
  };
}

function environmentSchema(): Schema {
  return {
    description: "What differs from the tier's defaults (infra/config/tiers.ts).",
    type: "object",
    properties: { tier: { enum: Object.keys(tierDefaults) } },
    required: ["tier"],
    if: { properties: { tier: { const: "local" } } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: described(localEnvironment, "localEnvironment", { name: "" }),
    else: described(awsEnvironment, "awsEnvironment", { ...tierDefaults.prod, name: "" }),
  };
}

function secretSchema(name: keyof typeof declaredSecrets): Schema {
  const { purpose, allowed } = declaredSecrets[name];
  return {
    description: `The ${purpose}: ${allowed}. Set it with "${commandThatSets(name, "<stack>")}".`,
    type: "object",
    properties: { secure: { type: "string" } },
    required: ["secure"],
    additionalProperties: false,
  };
}

function described(schema: z.ZodType, constant: string, defaults: object): Schema {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: "input", target: "draft-7" }) as Schema;
  const comments = docComments(constant);
  return finished(plain, [], comments, defaults);
}

/** With descriptions, and only those fields required that no default fills. */
function finished(schema: Schema, path: readonly string[], comments: ReadonlyMap<string, string>, defaults: unknown): Schema {
  const description = comments.get(path.join("."));
  const { properties, required = [], ...rest } = schema as Schema & { properties?: Record<string, Schema>; required?: string[] };
  const kept = { ...(description && { description }), ...rest };
  if (!properties) return kept;
  const fields = Object.entries(properties).map(
    ([name, field]) => [name, finished(field, [...path, name], comments, defaultOf(defaults, name))] as const,
  );
  const needed = fields
    .filter(([name, field]) => required.includes(name) && !isFilled(field, defaultOf(defaults, name)))
    .map(([name]) => name);
  return { ...kept, properties: Object.fromEntries(fields), ...(needed.length > 0 && { required: needed }) };
}

/** A group is filled when each field that it needs is. */
function isFilled(field: Schema, byDefault: unknown): boolean {
  return field.properties ? !("required" in field) : byDefault !== undefined;
}

function defaultOf(defaults: unknown, name: string): unknown {
  return typeof defaults === "object" && defaults !== null ? Reflect.get(defaults, name) : undefined;
}
