import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { variableNames } from "../app/src/config.ts";
import { metrics } from "../app/src/contract.ts";

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
