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
  // Fixtures show the rules what the layers really make.
  { in: /^policy\/fixture\//, may: /^(infra|policy|tools\/plan)\// },
  { in: /^policy\//, may: /^(infra\/config\/|infra\/core\/arns\.ts$|policy\/|tools\/plan\/)/ },
  { in: /^tools\/bench\//, may: /^(tools|infra\/config|policy|test)\/|^app\/src\/(contract\.ts|config\.ts|cache\/)/ },
  { in: /^tools\//, may: /^(tools|infra\/config|policy)\/|^app\/src\/(contract|config)\.ts$/ },
];

interface Import {
  from: string;
  to: string;
}

/** Every module's name that a file imports, types included. */
function namesIn(file: string): string[] {
  return ts.preProcessFile(readFileSync(join(root, file), "utf8")).importedFiles.map(({ fileName }) => fileName);
}

/** The files that a file imports. */
function importsOf(file: string): Import[] {
  return namesIn(file)
    .filter((name) => name.startsWith("."))
    .map((name) => ({ from: file, to: relative(root, resolve(root, dirname(file), name)) }));
}

/** The packages that a file imports: `@pulumi/pulumi` of `@pulumi/pulumi/proto/resource_pb.js`. */
function packagesOf(file: string): Import[] {
  return namesIn(file)
    .filter((name) => !/^(\.|node:)/.test(name))
    .map((name) => ({ from: file, to: /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name }));
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

/** What the cache stands on: it is a library of its own. */
const packagesOfCache = ["ioredis", "lru-cache"];

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Package to version, of a folder's package.json. */
function declaredIn(folder: string): Readonly<Record<string, string>> {
  const { dependencies, devDependencies }: Manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  return { ...dependencies, ...devDependencies };
}

/** Folders that npm installs packages for; any other package.json only tells a program where it begins. */
const { workspaces }: { workspaces: readonly string[] } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

function packageOffence({ from, to }: Import): string | undefined {
  const test = from.endsWith(".test.ts");
  if (!test && from.startsWith("app/src/cache/") && !packagesOfCache.includes(to)) return `${from} must not import ${to}`;
  const folder = workspaces.find((workspace) => from.startsWith(`${workspace}/`)) ?? ".";
  return to in declaredIn(folder) ? undefined : `${from} imports ${to}, which ${join(folder, "package.json")} does not declare`;
}

const sources = globSync("{bootstrap,stacks,infra,app/src,policy,test,tools}/**/*.{ts,mjs}", { cwd: root });
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

  it("let nothing be imported that the nearest package.json does not declare", () => {
    const offences = sources
      .flatMap(packagesOf)
      .map(packageOffence)
      .filter((found) => found !== undefined);
    assert.deepEqual(offences, []);
  });

  for (const [from, to, sentence] of [
    ["app/src/cache/l2.ts", "mongodb", "app/src/cache/l2.ts must not import mongodb"],
    ["app/src/cache/l2.test.ts", "left-pad", "app/src/cache/l2.test.ts imports left-pad, which app/package.json does not declare"],
    ["infra/core/tags.ts", "koa", "infra/core/tags.ts imports koa, which package.json does not declare"],
    ["tools/start.mjs", "fs", "tools/start.mjs imports fs, which package.json does not declare"],
  ] as const) {
    it(`refuse the package ${to} in ${from}`, () => assert.equal(packageOffence({ from, to }), sentence));
  }

  it("name exact versions, the same in every package.json", () => {
    const [outer, app] = [declaredIn("."), declaredIn("app")];
    const versions = [...Object.entries(outer), ...Object.entries(app)];
    assert.deepEqual(
      versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
    assert.deepEqual(
      Object.entries(app).filter(([name, version]) => name in outer && outer[name] !== version),
      [],
    );
  });
});
