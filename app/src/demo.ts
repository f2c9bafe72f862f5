import { parseConfig } from "./config.ts";
import { demoProducts } from "./services/catalog/demo.ts";
import { ProductRepository } from "./services/catalog/repository.ts";
import { demoPassword, demoSalt, demoUsers } from "./services/users/demo.ts";
import { hashPassword } from "./services/users/password.ts";
import { UserRepository } from "./services/users/repository.ts";
import { MongoStore } from "./store/mongodb.ts";
import { createMetrics } from "./telemetry/metrics.ts";

/**
 * Loads the demo data, for local use. Prints a JSON line a batch (`loaded`, `of`, `what`) and at last one with the ids of a product and
 * of the administrator. Loaded once: what is changed or deleted afterwards stays so.
 */
const productCount = 10_000;
const userCount = 1000;
const batch = 1000;

const config = parseConfig({ ...process.env, ROLE: "worker" });
if (config.environment !== "local") throw new Error("Demo data is for APP_ENV=local.");
const store = new MongoStore(config, createMetrics());
const marks = store.db.collection<{ _id: string; at: Date }>("migrations");
const mark = "demo-data";

try {
  if (!(await marks.findOne({ _id: mark }))) await load();
  const [product] = demoProducts(1);
  const [user] = demoUsers(1);
  say({ done: true, product: product?.id, user: user?.id });
} finally {
  await store.close();
}

async function load(): Promise<void> {
  let loaded = 0;
  const password = await hashPassword(demoPassword, demoSalt);
  const products = new ProductRepository(store.db);
  const users = new UserRepository(store.db);
  for (const some of batches(demoUsers(userCount))) {
    await users.insertMissing(some, password);
    loaded += some.length;
    say({ loaded, of: productCount + userCount, what: "users" });
  }
  for (const some of batches(demoProducts(productCount))) {
    await products.insertMissing(some);
    loaded += some.length;
    say({ loaded, of: productCount + userCount, what: "products" });
  }
  await marks.insertOne({ _id: mark, at: new Date() });
}

function* batches<T>(items: Iterable<T>): Generator<T[]> {
  let some: T[] = [];
  for (const item of items) {
    some.push(item);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function say(line: object): void {
  console.log(JSON.stringify(line));
}
