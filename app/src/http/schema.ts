import { z } from "zod";

/** Pieces that several services' schemas are made of. */

// Control characters but tab and line feed; NUL among them, which databases and logs treat in their own ways.
const control = /[^\P{Cc}\t\n]/u;

/** Text of 1 to `longest` UTF-16 code units, well-formed and without control characters. */
export const text = (longest: number) =>
  z
    .string()
    .min(1, "must not be empty")
    .max(longest, `must be at most ${longest} characters`)
    .refine((value) => !control.test(value), "must not contain control characters")
    .refine((value) => value.isWellFormed(), "must be well-formed Unicode");

export const id = z.uuid("must be a UUID");

export const byId = z.strictObject({ id });

const moneyFields = {
  amount: z.int().min(0).max(1_000_000_000_000),
  currency: z.enum(Intl.supportedValuesOf("currency") as [string, ...string[]], "must be an ISO 4217 currency code such as EUR"),
};
const minorUnit = { description: "An amount in the currency's minor unit, e.g. cents." };

/** Money in the currency's minor unit (cents), never a fraction. */
export const money = z.object(moneyFields).meta({ id: "Money", ...minorUnit });

/** Money that a client sends: nothing beside it. */
export const newMoney = z.strictObject(moneyFields).meta({ id: "NewMoney", ...minorUnit });

export const timestamp = z.iso.datetime();

export const page = z.strictObject({
  limit: z
    .preprocess(
      (given) => (typeof given === "string" && /^\d{1,3}$/.test(given) ? Number(given) : given),
      z.int("must be a whole number from 1 to 100").min(1, "must be from 1 to 100").max(100, "must be from 1 to 100"),
    )
    .default(20)
    .meta({ description: "How many to return." }),
  cursor: z
    .string()
    .min(1, "must be a nextCursor that this list gave")
    .max(500)
    .optional()
    .meta({ description: "The `nextCursor` of the page before." }),
});

export const listOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item), nextCursor: z.string().nullable() });

/** A change names at least one field. */
export const change = <T extends z.ZodObject>(schema: T) =>
  schema
    .partial()
    .refine((value) => Object.keys(value).length > 0, { path: [], message: "must name at least one field to change" })
    .meta({ minProperties: 1 });

/** What is wrong, for the answers of a route that has a problem of its own. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details." });
