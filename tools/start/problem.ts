/** Something that whoever runs the command can mend. Its message is one sentence that says what is wrong, where, and what to do. */
export class Problem extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Problem";
  }
}

/** The sentence of a problem, or the message of anything else, without a stack. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The errno code (`ENOENT`, `ENOSPC`, ...) of a file system, process or socket error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
