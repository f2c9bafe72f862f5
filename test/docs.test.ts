import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { variableNames } from "../app/src/config.ts";
import { metrics } from "../app/src/contract.ts";
import { declaredSecrets, secretNames } from "../infra/config/secrets.ts";
import { lacks } from "./needs.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** The rows of the first table under a heading, as cells. */
function tableUnder(text: string, heading: string): string[][] {
  const section = text.slice(text.indexOf(heading));
  const rows = section.slice(section.indexOf("\n|") + 1).split("\n\n", 1)[0] ?? "";
  return rows
    .split("\n")
    .slice(2)
    .map((row) => row.split(" | ").map((cell) => cell.replace(/^\|? ?|\s*\|$/g, "")));
}
const names = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");

describe("docs", () => {
  it("list every variable that the API reads, and no other", () => {
    const documented = tableUnder(read("docs/reference/contract.md"), "## Process").flatMap(([cell]) => names(cell));
    assert.deepEqual(documented.sort(), [...variableNames].sort());
  });

  it("list every metric with its labels", () => {
    const rows = tableUnder(read("docs/reference/contract.md"), "## Metrics");
    const documented = Object.fromEntries(rows.map(([name, labels]) => [names(name)[0], names(labels)]));
    assert.deepEqual(documented, metrics);
  });

  it("say how to make a password that the program takes", function () {
    const [, program = "", words = ""] = /A good value: `(\w+) ([^`]+)`/.exec(read("docs/deploy.md")) ?? [];
    const { error, stdout } = spawnSync(program, words.split(" "), { encoding: "utf8" });
    if (error) lacks(this, program, `no ${program} on PATH`);
    for (const name of secretNames) assert.ok(declaredSecrets[name].test(stdout.trimEnd()), name);
  });

  it("say how to free a secret's name, with a name and days that there are", () => {
    const [row = ""] = /^.*scheduled for deletion.*$/m.exec(read("docs/deploy.md")) ?? [];
    const plan = read("test/plans/prod/security.yaml");
    const named = [...row.matchAll(/--secret-id (\S+?)[`\s]/g)].map(([, name]) => name);
    assert.equal(named.length, 2);
    for (const name of named) assert.ok(plan.includes(`    name: ${name}\n`), name);
    const [, days] = /(\d+) days/.exec(row) ?? [];
    assert.ok(plan.includes(`    recoveryWindowInDays: ${days}\n`), days);
  });

  it("link only to files that are there", () => {
    const broken = globSync("{*.md,docs/**/*.md}", { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)]
        .map(([, target]) => target ?? "")
        .filter((target) => !existsSync(resolve(root, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    assert.deepEqual(broken, []);
  });
});
