/** A statement of an IAM document, with every part a list. */
export interface Statement {
  readonly effect: string;
  readonly principals: readonly { readonly kind: string; readonly value: string }[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator to key to values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The statements of a document, given as text or as it is. None if it is missing or cannot be read: what needs a statement then does not find it. */
export function statementsOf(document: unknown): readonly Statement[] {
  if (typeof document !== "string") return read(document);
  const known = parsed.get(document) ?? read(fromJson(document));
  parsed.set(document, known);
  return known;
}

/** Documents are read by many rules. */
const parsed = new Map<string, readonly Statement[]>();

export function allows({ effect }: Statement): boolean {
  return effect === "Allow";
}

/** Whether a statement speaks of everybody. */
export function namesEverybody({ principals }: Statement): boolean {
  return principals.some(({ value }) => value === "*");
}

/** Whether a statement denies a bucket or topic as a whole, to everybody, just when `key` compares so; `besides` are keys that may narrow it. */
export function deniesWhen(statement: Statement, operator: string, key: string, value: string, besides: readonly string[] = []): boolean {
  const { effect, actions, conditions } = statement;
  const keys = Object.values(conditions).flatMap((tests) => Object.keys(tests));
  return (
    effect === "Deny" &&
    namesEverybody(statement) &&
    actions.some((action) => /^((\w+:)?\*|sns:Publish)$/.test(action)) &&
    conditions[operator]?.[key]?.join() === value &&
    keys.every((other) => other === key || besides.includes(other))
  );
}

function read(document: unknown): Statement[] {
  if (!isGroup(document)) return [];
  return listOf(document.Statement)
    .filter(isGroup)
    .map(({ Effect, Principal, Action, Resource, Condition }) => ({
      effect: String(Effect),
      principals: isGroup(Principal)
        ? Object.entries(Principal).flatMap(([kind, values]) => textsOf(values).map((value) => ({ kind, value })))
        : textsOf(Principal).map((value) => ({ kind: "*", value })),
      actions: textsOf(Action),
      resources: textsOf(Resource),
      conditions: Object.fromEntries(groupsIn(Condition).map(([operator, tests]) => [operator, textsByKey(tests)])),
    }));
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function groupsIn(value: unknown): [string, Record<string, unknown>][] {
  return isGroup(value) ? Object.entries(value).filter((entry): entry is [string, Record<string, unknown>] => isGroup(entry[1])) : [];
}

function textsByKey(tests: Record<string, unknown>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(tests).map(([key, values]) => [key, textsOf(values)]));
}

function textsOf(value: unknown): string[] {
  return listOf(value).map(String);
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
