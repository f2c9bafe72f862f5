import type { Db } from "mongodb";
import { type Service, services } from "./contract.ts";
import type { Cursors } from "./http/cursor.ts";
import type { Route } from "./http/route.ts";
import type { Outbox } from "./messaging/outbox/outbox.ts";
import { ProductRepository } from "./services/catalog/repository.ts";
import { catalogRoutes } from "./services/catalog/routes.ts";
import { Catalog } from "./services/catalog/use-cases.ts";
import { UserRepository } from "./services/users/repository.ts";
import { userRoutes } from "./services/users/routes.ts";
import { Users } from "./services/users/use-cases.ts";

export interface ServiceDependencies {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly cursors: Cursors;
}

/** Where each service is put together from what the process has. */
const build: Readonly<Record<Service, (dependencies: ServiceDependencies) => Route[]>> = {
  users: ({ db, outbox }) => userRoutes({ users: new Users(new UserRepository(db), outbox) }),
  catalog: ({ db, outbox, cursors }) => catalogRoutes({ catalog: new Catalog(new ProductRepository(db), outbox), cursors }),
};

/** The routes of the services that this process serves, in the order of the contract. */
export function routesOf(services: readonly Service[], dependencies: ServiceDependencies): Route[] {
  return Object.entries(build).flatMap(([service, routes]) => (services.includes(service as Service) ? routes(dependencies) : []));
}

/** Every route there is, to be read and not to be called: nothing stands behind it. */
export function declaredRoutes(): Route[] {
  const nothing = { collection: () => undefined } as unknown as Db;
  return routesOf(services, { db: nothing, outbox: undefined as unknown as Outbox, cursors: undefined as unknown as Cursors });
}
