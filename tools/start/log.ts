import { closeSync, openSync, readSync } from "node:fs";

/** The same complaint is not repeated within this time, in milliseconds. */
const quietMs = 10_000;

/** Follows the API's log and passes on what a person should see of it, in short. Returns the end of it, which reads what is left. */
export function followLog(file: string, say: (line: string) => void): () => void {
  const handle = openSync(file, "r");
  const buffer = Buffer.alloc(64 * 1024);
  const said = new Map<string, number>();
  let rest = "";
  const read = () => {
    for (let size = readSync(handle, buffer); size > 0; size = readSync(handle, buffer)) rest += buffer.toString("utf8", 0, size);
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const short = inShort(line);
      if (!short || performance.now() - (said.get(short) ?? Number.NEGATIVE_INFINITY) < quietMs) continue;
      said.set(short, performance.now());
      say(short);
    }
  };
  const timer = setInterval(read, 250);
  return () => {
    clearInterval(timer);
    read();
    closeSync(handle);
  };
}

/** A warning or an error as one line; whatever is not a log line as it is; undefined for the rest. */
export function inShort(line: string): string | undefined {
  if (line.trim() === "") return undefined;
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: string; msg?: string; err?: { message?: string } };
    if (!level || !["warn", "error", "fatal"].includes(level)) return undefined;
    return `${level}: ${[msg, err?.message].filter(Boolean).join(": ")}`;
  } catch {
    return line;
  }
}
