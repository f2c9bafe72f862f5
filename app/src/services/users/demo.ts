import { v7 as uuid } from "uuid";
import { bytes } from "../../demo-bytes.ts";
import type { User } from "./schema.ts";

/** The password of every demo user. Local use only: it is in the source. */
export const demoPassword = "strata-demo";
/** Fixed, so that a thousand users cost one hash and are the same everywhere. */
export const demoSalt = Buffer.from("strata-demo-salt");

const firstNames = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "Ken", "Radia", "Tony"] as const;
const lastNames = ["Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Allen", "Thompson", "Perlman", "Hoare"] as const;

/** The same users on every machine, ids included. The first one is an administrator. */
export function* demoUsers(count: number): Generator<User> {
  for (let index = 0; index < count; index++) {
    const at = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
    const first = firstNames[index % 10] as string;
    const last = lastNames[Math.floor(index / 10) % 10] as string;
    const handle = `${first}_${last}_${index + 1}`.toLowerCase();
    yield {
      id: uuid({
        msecs: Date.parse(at),
        seq: index,
        random: bytes(`user ${index}`),
      }),
      handle,
      name: `${first} ${last}`,
      email: `${handle}@example.com`,
      emailVerified: false,
      roles: index === 0 ? ["admin"] : [],
      version: 1,
      createdAt: at,
      updatedAt: at,
    };
  }
}
