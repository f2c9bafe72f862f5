import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/**
 * What the doc comments of this folder say about each field of the group that `constant` holds, by path such as `cache.shards`: so that an editor
 * can show beside a stack file what a reader of the source is told.
 */
export function docComments(constant: string): Map<string, string> {
  const constants = new Map(sources().flatMap(constantsIn));
  const comments = new Map<string, string>();
  const visit = (expression: ts.Expression | undefined, path: readonly string[]): void => {
    for (const field of fieldsOf(expression, constants)) {
      const at = [...path, field.name.getText()];
      const text = commentOn(field);
      if (text) comments.set(at.join("."), text);
      visit(ts.isPropertyAssignment(field) ? field.initializer : constants.get(field.name.getText()), at);
    }
  };
  visit(constants.get(constant), []);
  return comments;
}

type Field = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

function sources(): ts.SourceFile[] {
  const files = globSync("*.ts", { cwd: import.meta.dirname }).filter((file) => !file.endsWith(".test.ts"));
  return files.map((file) =>
    ts.createSourceFile(file, readFileSync(join(import.meta.dirname, file), "utf8"), ts.ScriptTarget.Latest, true),
  );
}

function constantsIn(source: ts.SourceFile): [string, ts.Expression][] {
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .flatMap(({ name, initializer }) => (initializer ? [[name.getText(), initializer]] : []));
}

/** The fields of the group that an expression makes: `group({ ... })`, more calls on it, or the name of a constant. */
function fieldsOf(expression: ts.Expression | undefined, constants: ReadonlyMap<string, ts.Expression>): Field[] {
  if (expression === undefined) return [];
  if (ts.isIdentifier(expression)) return fieldsOf(constants.get(expression.text), constants);
  if (!ts.isCallExpression(expression)) return [];
  if (ts.isPropertyAccessExpression(expression.expression)) return fieldsOf(expression.expression.expression, constants);
  const [shape] = expression.arguments;
  if (expression.expression.getText() !== "group" || !shape || !ts.isObjectLiteralExpression(shape)) return [];
  return shape.properties.filter(
    (property): property is Field => ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property),
  );
}

/** `Shards of the cache. Default: 3` for a comment that ends in `@default 3`. */
function commentOn(field: Field): string {
  const lines = ts.getJSDocCommentsAndTags(field).flatMap((comment) => {
    if (!ts.isJSDoc(comment)) return [];
    const byDefault = comment.tags?.filter(({ tagName }) => tagName.text === "default").map((tag) => `Default: ${oneLine(tag.comment)}`);
    return [oneLine(comment.comment), ...(byDefault ?? [])];
  });
  return lines.filter(Boolean).join(" ");
}

function oneLine(comment: ts.JSDoc["comment"]): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").replaceAll(/\s+/g, " ").trim();
}
