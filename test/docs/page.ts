import assert from "node:assert/strict";
import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** A fenced block of a page: its language, the file it is about if any, and what is in it. */
export interface Block {
  readonly language: string;
  readonly file: string;
  readonly text: string;
}

export function blocksOf(page: string): Block[] {
  const fenced = page.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms);
  return [...fenced].map(([, language = "", file = "", text = ""]) => ({ language, file, text }));
}

/** A copy of the project as it stands, a repository of one commit with the same packages, in an empty folder. */
export function copyProject(root: string, to: string): void {
  const git = (folder: string, ...words: string[]) =>
    execFileSync("git", ["-c", "user.name=page", "-c", "user.email=page@example.com", ...words], { cwd: folder, encoding: "utf8" });
  const files = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z").split("\0");
  const gone = new Set(git(root, "ls-files", "--deleted", "-z").split("\0"));
  for (const file of files.filter((file) => !["", "node_modules"].includes(file) && !gone.has(file))) {
    mkdirSync(join(to, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(to, file));
  }
  symlinkSync(join(root, "node_modules"), join(to, "node_modules"));
  git(to, "init", "--quiet");
  git(to, "add", "--all");
  git(to, "commit", "--quiet", "--message", "As it stands");
}

/** Does in `folder` what the page's blocks say: writes files, edits them, runs commands, and looks for what they should print. */
export function follow(blocks: readonly Block[], folder: string): void {
  let printed = "";
  for (const { language, file, text } of blocks) {
    if (language === "ts") write(join(folder, file), text);
    else if (language === "diff") write(join(folder, file), edited(readFileSync(join(folder, file), "utf8"), text, file));
    else if (language === "sh") for (const line of text.trimEnd().split("\n")) printed = run(line, folder);
    else assert.ok(printed.includes(text.trim()), `${text}\nis not in\n\n${printed}`);
  }
}

/** The text with the lines that a diff adds. Parts are separated by `@@`; the lines of each that are there already must be in the text once. */
export function edited(text: string, diff: string, file: string): string {
  return diff.split("@@\n").reduce((so, part) => {
    const lines = part.trimEnd().split("\n");
    const there = lines.filter((line) => !line.startsWith("+"));
    const before = `${there.map((line) => line.slice(1)).join("\n")}\n`;
    const at = `\n${so}`.split(`\n${before}`);
    assert.equal(at.length, 2, `${file} must have once:\n${before}`);
    return so.replace(before, () => `${lines.map((line) => line.slice(1)).join("\n")}\n`);
  }, text);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What a command printed, which must end well. */
function run(line: string, folder: string): string {
  const [program = "", ...words] = line.split(" ");
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const { STRATA_REQUIRE: _, ...env } = process.env;
  const ended: SpawnSyncReturns<string> = spawnSync(program, words, {
    cwd: folder,
    encoding: "utf8",
    env: { ...env, PATH: path, NO_COLOR: "1" },
  });
  const printed = stripVTControlCharacters(`${ended.stdout}${ended.stderr}`);
  assert.equal(ended.status, 0, `${line}\n${ended.error ?? printed}`);
  return printed;
}
