import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { reference } from "./plan.ts";

const require = createRequire(import.meta.url);

/**
 * What a provider would compute for a resource: a reference for each output that its class declares as text (`readonly arn: pulumi.Output<string>`).
 * The rest (numbers, lists, objects) stays unknown, as in a preview of what does not exist yet.
 */
export function computedOutputs(type: string, name: string): Record<string, string> {
  return Object.fromEntries(textOutputs(type).map((property) => [property, reference(type, name, property)]));
}

const known = new Map<string, readonly string[]>();

function textOutputs(type: string): readonly string[] {
  const found =
    known.get(type) ?? [...typingsOf(type).matchAll(/readonly (\w+): pulumi\.Output<string>;/g)].map(([, property]) => property ?? "");
  known.set(type, found);
  return found;
}

/** The declarations of the type's class: `aws:ec2/subnet:Subnet` is in `@pulumi/aws/ec2/subnet.d.ts`. Empty for types of packages that are not installed. */
function typingsOf(type: string): string {
  const [provider = "", module = ""] = type.split(":");
  try {
    const folder = dirname(require.resolve(`@pulumi/${provider}/package.json`));
    return readFileSync(join(folder, `${module.replace(/^index\//, "")}.d.ts`), "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "MODULE_NOT_FOUND") return "";
    throw error;
  }
}
