import { z } from "zod";
import { roleGrants, type UserRole } from "../../contract.ts";
import { change, id, text, timestamp } from "../../http/schema.ts";

const roleNames = Object.keys(roleGrants) as [UserRole, ...UserRole[]];

/** Lower case only, so that ranges of handles are ranges of shards. */
const handle = z
  .string()
  .regex(/^[a-z0-9_]{3,32}$/, "must be 3 to 32 lower-case letters, digits or underscores")
  .meta({ example: "ada_lovelace" });
const email = z.email("must be an e-mail address").max(254).meta({ description: "Personal data." });
const roles = z
  .array(z.enum(roleNames))
  .max(roleNames.length)
  .refine((given) => new Set(given).size === given.length, "must not repeat a role");

export const user = z
  .object({
    id,
    handle,
    name: text(200),
    email,
    emailVerified: z.boolean(),
    roles,
    version: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: "User" });
export type User = z.output<typeof user>;

export const newUser = z
  .strictObject({
    handle,
    name: text(200),
    email,
    password: z
      .string()
      .min(8, "must be at least 8 characters")
      .max(256, "must be at most 256 characters")
      .refine((value) => value.isWellFormed(), "must be well-formed Unicode"),
  })
  .meta({ id: "NewUser" });
export type NewUser = z.output<typeof newUser>;

/** The handle never changes: it decides where a user's data lives. */
export const userChange = change(z.strictObject({ name: text(200), email })).meta({ id: "UserChange" });
export type UserChange = z.output<typeof userChange>;

export const roleAssignment = z.strictObject({ roles }).meta({ id: "RoleAssignment" });
