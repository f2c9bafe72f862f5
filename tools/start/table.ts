/** What is shown when everything runs. */
export interface Summary {
  readonly url: string;
  readonly adminUrl: string;
  /** Label and text of a line about a part: MongoDB, Redis, Node, data, log. */
  readonly parts: ReadonlyArray<readonly [label: string, text: string]>;
  /** Absent where another issuer's tokens are used or there is no demo data. */
  readonly token?: string;
  /** Of a demo product. */
  readonly product?: string;
  readonly seconds: number;
}

/** The table, with commands that work as they stand when they are pasted. */
export function table({ url, adminUrl, parts, token, product, seconds }: Summary): string {
  const rows = [
    ["API", url],
    ["API page", `${url}/docs`],
    ["OpenAPI", `${url}/openapi.json`],
    ["Metrics", `${adminUrl}/metrics`],
    ...parts,
  ];
  const width = Math.max(...rows.map(([label = ""]) => label.length));
  const lines = [
    "",
    `Strata runs, after ${seconds.toFixed(1)} s. Ctrl-C stops it.`,
    "",
    ...rows.map(([label = "", text]) => `  ${label.padEnd(width)}  ${text}`),
    "",
  ];
  if (token) lines.push("A token of the demo administrator, valid for 12 hours:", "", token, "");
  lines.push("Try:", "", `  curl -i '${url}/v1/products${product ? `/${product}` : ""}'`);
  if (token) lines.push("", `  curl -i '${url}/v1/users/me' -H 'Authorization: Bearer ${token}'`);
  return [...lines, ""].join("\n");
}
