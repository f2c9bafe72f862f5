import { v7 as uuid } from "uuid";
import type { Committed, Outbox, Refusal } from "../../messaging/outbox/outbox.ts";
import { productEvent } from "./events.ts";
import type { ProductRepository } from "./repository.ts";
import type { NewProduct, Product, ProductChange } from "./schema.ts";

/** The catalogue: products that anybody may read and catalogue managers write. */
export class Catalog {
  readonly #products: ProductRepository;
  readonly #outbox: Outbox;

  constructor(products: ProductRepository, outbox: Outbox) {
    this.#products = products;
    this.#outbox = outbox;
  }

  find(id: string): Promise<Product | undefined> {
    return this.#products.find(id);
  }

  page(limit: number, after: string | undefined): Promise<Product[]> {
    return this.#products.page(limit, after);
  }

  create(input: NewProduct): Promise<Committed<Product>> {
    return this.#outbox.commit(async ({ session, publish }) => {
      const now = new Date().toISOString();
      const product: Product = { id: uuid(), ...input, version: 1, createdAt: now, updatedAt: now };
      await this.#products.insert(product, session);
      publish(productEvent("created", product));
      return product;
    });
  }

  /** Without `version`, whatever the product's version is. */
  update(id: string, version: number | undefined, change: ProductChange): Promise<Committed<Product | Refusal>> {
    return this.#outbox.commit(async ({ session, publish }) => {
      const product = await this.#products.update(id, version, change, session);
      if (!product) return version !== undefined && (await this.#products.find(id)) ? "stale" : "absent";
      publish(productEvent("updated", product));
      return product;
    });
  }

  delete(id: string): Promise<Committed<Product | Refusal>> {
    return this.#outbox.commit(async ({ session, publish }) => {
      const product = await this.#products.delete(id, session);
      if (!product) return "absent";
      publish(productEvent("deleted", product));
      return product;
    });
  }
}
