import type { ClientSession, Collection, Db } from "mongodb";
import { ignoreDuplicates } from "../../store/errors.ts";
import type { NewProduct, Product, ProductChange } from "./schema.ts";

interface ProductDocument extends NewProduct {
  readonly _id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Products in MongoDB, found by `_id`. A page scatters over shards. */
export class ProductRepository {
  readonly #products: Collection<ProductDocument>;

  constructor(db: Db) {
    this.#products = db.collection("products");
  }

  async find(id: string): Promise<Product | undefined> {
    return present(await this.#products.findOne({ _id: id }));
  }

  /** In the order of creation, after the id `after`. */
  async page(limit: number, after: string | undefined): Promise<Product[]> {
    const found = this.#products.find(after === undefined ? {} : { _id: { $gt: after } });
    return (await found.sort({ _id: 1 }).limit(limit).toArray()).flatMap((one) => present(one) ?? []);
  }

  async insert(product: Product, session: ClientSession): Promise<void> {
    await this.#products.insertOne(document(product), { session });
  }

  /** Adds products that are not there yet, for demo data: those that are stay as they are. */
  async insertMissing(products: readonly Product[]): Promise<void> {
    await this.#products.insertMany(products.map(document), { ordered: false }).catch(ignoreDuplicates);
  }

  /** Undefined when there is no such product in that version. */
  async update(id: string, version: number | undefined, change: ProductChange, session: ClientSession): Promise<Product | undefined> {
    const filter = version === undefined ? { _id: id } : { _id: id, version };
    return present(
      await this.#products.findOneAndUpdate(
        filter,
        { $set: { ...change, updatedAt: new Date() }, $inc: { version: 1 } },
        { session, returnDocument: "after" },
      ),
    );
  }

  async delete(id: string, session: ClientSession): Promise<Product | undefined> {
    return present(await this.#products.findOneAndDelete({ _id: id }, { session }));
  }
}

function document({ id, createdAt, updatedAt, ...rest }: Product): ProductDocument {
  return { _id: id, ...rest, createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) };
}

function present(found: ProductDocument | null): Product | undefined {
  if (!found) return undefined;
  const { _id, sku, name, description, price, stock, version, createdAt, updatedAt } = found;
  return { id: _id, sku, name, description, price, stock, version, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
