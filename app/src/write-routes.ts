import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { manifestText } from "./http/manifest.ts";
import { declaredRoutes } from "./services.ts";

/** Writes `app/routes.json` from the routes as they are declared: `npm run generate`. */
writeFileSync(resolve(import.meta.dirname, "../routes.json"), manifestText(declaredRoutes()));
