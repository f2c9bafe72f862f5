import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Page {
  readonly type: string;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const assets = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Strata API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="page"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#page", deepLinking: true, persistAuthorization: true, validatorUrl: null, tryItOutEnabled: true });\n`;

/** Only what the package brings, and only from here: the page loads nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/** The pages that describe the API, by path. Read once at start. */
export function docsPages(document: object): ReadonlyMap<string, Page> {
  const packaged = (name: string, type: string): [string, Page] => [`/docs/${name}`, { type, body: readFileSync(join(assets, name)) }];
  return new Map<string, Page>([
    [
      "/openapi.json",
      { type: "application/json", body: Buffer.from(JSON.stringify(document)), headers: { "access-control-allow-origin": "*" } },
    ],
    ["/docs", { type: "text/html; charset=utf-8", body: Buffer.from(html), headers: { "content-security-policy": policy } }],
    ["/docs/start.js", { type: "text/javascript; charset=utf-8", body: Buffer.from(start) }],
    packaged("swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
    packaged("swagger-ui.css", "text/css; charset=utf-8"),
    packaged("favicon-32x32.png", "image/png"),
  ]);
}
