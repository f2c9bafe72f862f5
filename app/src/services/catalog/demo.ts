import { v7 as uuid } from "uuid";
import { bytes } from "../../demo-bytes.ts";
import type { Product } from "./schema.ts";

const materials = ["Oak", "Walnut", "Steel", "Linen", "Wool", "Cork", "Glass", "Brass", "Clay", "Felt"] as const;
const things = ["Mug", "Lamp", "Chair", "Shelf", "Rug", "Clock", "Tray", "Vase", "Desk", "Frame"] as const;
const moods = ["quiet", "bright", "sturdy", "light", "warm", "plain", "round", "slim", "soft", "bold"] as const;

/** The same products on every machine, ids included: the first ones first. */
export function* demoProducts(count: number): Generator<Product> {
  for (let index = 0; index < count; index++) {
    const at = new Date(Date.UTC(2026, 0, 1) + index * 1000);
    const material = pick(materials, index);
    const thing = pick(things, Math.floor(index / 10));
    yield {
      id: uuid({ msecs: at.getTime(), seq: index, random: bytes(`product ${index}`) }),
      sku: `${thing.slice(0, 3).toUpperCase()}-${String(index).padStart(5, "0")}`,
      name: `${material} ${thing} ${index + 1}`,
      description: `A ${pick(moods, Math.floor(index / 100))} ${thing.toLowerCase()} of ${material.toLowerCase()}.`,
      price: { amount: 500 + ((index * 7919) % 50_000), currency: "EUR" },
      stock: (index * 31) % 500,
      version: 1,
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
    };
  }
}

function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T;
}
