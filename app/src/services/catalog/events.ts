import type { Namespace } from "../../cache/cache.ts";
import type { Event } from "../../messaging/outbox/outbox.ts";
import type { Product } from "./schema.ts";

export const productNamespace: Namespace = { name: "product", ttlMs: 600_000, negativeTtlMs: 5000 };
export const productListNamespace: Namespace = { name: "product-list", ttlMs: 60_000, negativeTtlMs: 0 };

/** On every page of products: any change may move what a page shows. */
export const productsTag = "products";

export type ProductEventType = "created" | "updated" | "deleted";

export function productEvent(what: ProductEventType, { id, version }: Pick<Product, "id" | "version">): Event {
  return {
    type: `catalog.product.${what}`,
    subject: id,
    data: { id, version },
    invalidates: { keys: [{ namespace: productNamespace.name, key: id }], tags: [productsTag] },
  };
}
