import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { stackFileSchema } from "./json-schema.ts";

/** Run by `npm run generate`: writes what editors check stack files by. */
writeFileSync(resolve(import.meta.dirname, "stack.schema.json"), `${JSON.stringify(stackFileSchema(), null, 2)}\n`);
