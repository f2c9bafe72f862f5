import assert from "node:assert/strict";
import { goldenFiles } from "../tools/plan/golden.ts";
import { readProject } from "../tools/plan/project.ts";
import { planProject } from "../tools/plan/run.ts";
import { planOf, root } from "./plans.ts";

describe("an edit of dev's stack file", () => {
  it("of the cache's node type changes one line", async () => {
    assert.deepEqual(await changedLines({ cache: { nodeType: "cache.t4g.small" } }), [
      "cache.yaml -    nodeType: cache.t4g.micro",
      "cache.yaml +    nodeType: cache.t4g.small",
    ]);
  });

  it("of the network's size changes the lines that hold a range of it", async () => {
    const lines = await changedLines({ network: { cidr: "10.10.0.0/17" } });
    assert.deepEqual(
      lines.filter((line) => !line.includes("10.10.")),
      [],
    );
    const { resources } = await planOf("dev");
    const ranges = resources.filter(({ type }) => ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"].includes(type));
    assert.equal(lines.filter((line) => /\+ +cidrBlock: /.test(line)).length, ranges.length);
  });

  it("of one tag adds a line to everything that has tags", async () => {
    const lines = await changedLines({ tags: { "cost-center": "r-42" } });
    const { resources } = await planOf("dev");
    assert.equal(
      lines.length,
      resources.reduce((count, { inputs }) => count + tagsIn(inputs), 0),
    );
    for (const line of lines) assert.match(line, /^\w+\.yaml \+ {6,}cost-center: r-42$/);
  });
});

type Group = { readonly [key: string]: unknown };

/** The lines of the golden files that differ from the committed stack file's, as `<file> -<old line>` and `<file> +<new line>`. */
async function changedLines(differs: Group): Promise<string[]> {
  const project = readProject(root, "dev");
  const environment = JSON.parse(project.config["strata:environment"] ?? "{}") as Group;
  const edited = Object.fromEntries(
    Object.entries(differs).map(([key, value]) => [key, { ...(environment[key] as Group), ...(value as Group) }]),
  );
  const config = { ...project.config, "strata:environment": JSON.stringify({ ...environment, ...edited }) };
  const after = goldenFiles(await planProject({ ...project, config }, assert.fail));
  const before = goldenFiles(await planOf("dev"));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((layer) => {
    const [was, is] = [before, after].map((files) => (files.get(layer) ?? "").split("\n"));
    return [
      ...without(was ?? [], is ?? []).map((line) => `${layer}.yaml -${line}`),
      ...without(is ?? [], was ?? []).map((line) => `${layer}.yaml +${line}`),
    ];
  });
}

/** How many sets of tags a value holds: a launch template tags what is launched from it, too. */
function tagsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((count, [key, inner]) => count + (key === "tags" ? 1 : tagsIn(inner)), 0);
}

/** Lines that `some` has more often than `others`. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
