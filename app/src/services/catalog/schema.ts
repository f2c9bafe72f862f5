import { z } from "zod";
import { change, id, money, newMoney, text, timestamp } from "../../http/schema.ts";

const fields = {
  sku: z
    .string()
    .regex(/^[\w.-]{1,64}$/, "must be 1 to 64 letters, digits, dots, dashes or underscores")
    .meta({ description: "The seller's own label.", example: "MUG-0042" }),
  name: text(200),
  description: text(5000),
  price: newMoney,
  stock: z.int().min(0).max(1_000_000_000).meta({ description: "Pieces that can be sold." }),
};

export const product = z
  .object({ id, ...fields, price: money, version: z.int(), createdAt: timestamp, updatedAt: timestamp })
  .meta({ id: "Product" });
export type Product = z.output<typeof product>;

export const newProduct = z.strictObject(fields).meta({ id: "NewProduct" });
export type NewProduct = z.output<typeof newProduct>;

export const productChange = change(z.strictObject(fields)).meta({ id: "ProductChange" });
export type ProductChange = z.output<typeof productChange>;
