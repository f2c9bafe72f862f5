import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One start of a fake program: what it was told. */
export interface Started {
  readonly program: string;
  readonly words: readonly string[];
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** What a fake program does when its words begin with `on`; with no answer it succeeds in silence. */
export interface FakeAnswer {
  readonly on: string;
  readonly prints?: unknown;
  readonly complains?: string;
  readonly code?: number;
}

/** A project in a folder of its own, and a folder of programs that write down how they were started. For tests. */
export class FakeProject {
  readonly root = mkdtempSync(join(tmpdir(), "strata-stack-"));
  readonly programs = join(this.root, "programs");
  readonly #log = join(this.root, "started.jsonl");

  constructor(stacks: Readonly<Record<string, string>>) {
    mkdirSync(this.programs);
    writeFileSync(this.#log, "");
    writeFileSync(join(this.root, "Pulumi.yaml"), "name: strata\nruntime: nodejs\n");
    for (const [stack, text] of Object.entries(stacks)) writeFileSync(join(this.root, `Pulumi.${stack}.yaml`), text);
  }

  /** Puts a program there. */
  program(name: string, answers: readonly FakeAnswer[] = []): this {
    const file = join(this.programs, name);
    const script = [
      `#!${process.execPath}`,
      'const { appendFileSync } = require("node:fs");',
      "const words = process.argv.slice(2);",
      `const started = { program: ${JSON.stringify(name)}, words, folder: process.cwd(), variables: process.env };`,
      `appendFileSync(${JSON.stringify(this.#log)}, JSON.stringify(started) + "\\n");`,
      `const answer = ${JSON.stringify(answers)}.find(({ on }) => words.join(" ").startsWith(on)) ?? {};`,
      "if (answer.prints !== undefined) console.log(JSON.stringify(answer.prints));",
      "if (answer.complains) console.error(answer.complains);",
      "process.exitCode = answer.code ?? 0;",
    ];
    writeFileSync(file, script.join("\n"));
    chmodSync(file, 0o755);
    return this;
  }

  /** The starts of a program, in order. */
  started(program: string): Started[] {
    return readFileSync(this.#log, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Started)
      .filter((started) => started.program === program);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
