import { changed, created, done, removed } from "../../http/answer.ts";
import type { Cursors } from "../../http/cursor.ts";
import { del, everyone, get, needs, patch, post, routes } from "../../http/route.ts";
import { byId, listOf, page } from "../../http/schema.ts";
import { productListNamespace, productNamespace, productsTag } from "./events.ts";
import { newProduct, product, productChange } from "./schema.ts";
import type { Catalog } from "./use-cases.ts";

export interface CatalogDependencies {
  readonly catalog: Catalog;
  readonly cursors: Cursors;
}

const list = "products";

export const catalogRoutes = routes("catalog", ({ catalog, cursors }: CatalogDependencies) => {
  const after = (cursor: string | undefined) => (cursor === undefined ? undefined : cursors.open(list, cursor));
  return [
    get("/v1/products", {
      summary: "List products in the order of their creation",
      access: everyone,
      query: page,
      answers: { 200: listOf(product) },
      // A cursor is opened before anything is looked up: a bad one is the client's fault and costs nothing.
      cache: {
        namespace: productListNamespace,
        key: ({ query }) => `${query.limit} ${after(query.cursor) ?? ""}`,
        tags: () => [productsTag],
      },
      handle: async ({ query }) => {
        const found = await catalog.page(query.limit + 1, after(query.cursor));
        const data = found.slice(0, query.limit);
        const last = data.at(-1);
        return { data, nextCursor: last && found.length > data.length ? cursors.seal(list, last.id) : null };
      },
    }),
    get("/v1/products/:id", {
      summary: "Read a product",
      access: everyone,
      params: byId,
      answers: { 200: product },
      cache: { namespace: productNamespace, key: ({ params }) => params.id },
      handle: ({ params }) => catalog.find(params.id),
    }),
    post("/v1/products", {
      summary: "Create a product",
      access: needs("catalog:write"),
      body: newProduct,
      answers: { 201: product },
      handle: async ({ body }) => created(await catalog.create(body), "/v1/products"),
    }),
    patch("/v1/products/:id", {
      summary: "Change a product",
      access: needs("catalog:write"),
      params: byId,
      ifMatch: true,
      body: productChange,
      answers: { 200: product },
      handle: async ({ params, body, expectedVersion }) => changed(done(await catalog.update(params.id, expectedVersion, body))),
    }),
    del("/v1/products/:id", {
      summary: "Delete a product",
      access: needs("catalog:write"),
      params: byId,
      answers: { 204: null },
      handle: async ({ params }) => removed(done(await catalog.delete(params.id))),
    }),
  ];
});
