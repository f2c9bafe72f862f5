import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../..");

/** Who may import whom. A file belongs to the first room whose folder holds it; `may` lists the folders it may import, itself included always. */
const rooms: ReadonlyArray<{ in: RegExp; may: RegExp }> = [
  { in: /^stacks\//, may: /^infra\// },
  { in: /^infra\/config\//, may: /^(infra\/core\/|app\/src\/contract\.ts$)/ },
  { in: /^infra\/core\//, may: /^infra\/config\// },
  { in: /^infra\/([^/]+)\//, may: /^(infra\/(core|config)\/|app\/src\/contract\.ts$)/ },
  { in: /^app\/src\/cache\//, may: /^$/ },
  { in: /^app\/src\/contract\.ts$/, may: /^$/ },
  { in: /^app\/src\/services\/[^/]+\//, may: /^app\/src\/(?!services\/)/ },
  { in: /^app\//, may: /^app\// },
  { in: /^policy\//, may: /^(infra\/config\/|policy\/|tools\/plan\/)/ },
  { in: /^tools\/bench\//, may: /^(tools|infra\/config|policy|test)\/|^app\/src\/(contract\.ts|config\.ts|cache\/)/ },
  { in: /^tools\//, may: /^(tools|infra\/config|policy)\/|^app\/src\/(contract|config)\.ts$/ },
];

interface Import {
  from: string;
  to: string;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  return ts
    .preProcessFile(source)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => ({ from: file, to: relative(root, resolve(root, dirname(file), name)) }));
}

/** The sentence that is wrong about an import, if any. */
function offence({ from, to }: Import): string | undefined {
  const index = rooms.findIndex((candidate) => candidate.in.test(from));
  const room = rooms[index];
  if (!room) return undefined;
  const own = room.in.exec(from)?.[0] ?? "";
  if (room.may.test(to) || (own.endsWith("/") && to.startsWith(own))) return undefined;
  return `${from} must not import ${to}`;
}

const files = globSync("{stacks,infra,app/src,policy,tools}/**/*.ts", { cwd: root }).filter((file) => !file.endsWith(".test.ts"));

describe("import rules", () => {
  it("hold in every file", () => {
    const offences = files
      .flatMap(importsOf)
      .map(offence)
      .filter((found) => found !== undefined);
    assert.deepEqual(offences, []);
  });

  for (const [from, to] of [
    ["app/src/http/server.ts", "infra/core/tags.ts"],
    ["app/src/cache/cache.ts", "app/src/config.ts"],
    ["app/src/services/users/use-cases.ts", "app/src/services/catalog/schema.ts"],
    ["infra/cache/redis-cluster.ts", "infra/network/vpc.ts"],
    ["tools/plan/main.ts", "infra/cache/redis-cluster.ts"],
    ["app/src/contract.ts", "app/src/config.ts"],
  ] as const) {
    it(`refuse ${to} in ${from}`, () => assert.equal(offence({ from, to }), `${from} must not import ${to}`));
  }

  it("keep every import's extension, so that Node runs the source as it is", () => {
    const bare = files.flatMap(importsOf).filter(({ to }) => !/\.(ts|mjs|json)$/.test(to));
    assert.deepEqual(bare, []);
  });
});
