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

/** What must be denied to everybody, and when. */
export interface Denial {
  /** Any of them is as good as the others: `s3:*`, `*`. */
  readonly actions: readonly string[];
  /** All of them must be denied: a bucket and its objects. */
  readonly resources: readonly string[];
  /** The one condition: operator, key and value, as in `Bool aws:SecureTransport false`. */
  readonly when: string;
  /** A further condition that may narrow it. */
  readonly besides?: string;
}

/** Whether a statement denies all that it must, whenever it must. */
export function denies(statement: Statement, { actions, resources, when, besides }: Denial): boolean {
  const conditions = Object.entries(statement.conditions).flatMap(([operator, tests]) =>
    Object.entries(tests).map(([key, values]) => `${operator} ${key} ${values.join()}`),
  );
  return (
    statement.effect === "Deny" &&
    namesEverybody(statement) &&
    statement.actions.some((action) => actions.includes(action)) &&
    resources.every((resource) => statement.resources.some((pattern) => covers(pattern, resource))) &&
    conditions.includes(when) &&
    conditions.every((condition) => condition === when || condition === besides)
  );
}

/** Whether what a pattern with `*` names is also named by another, wider one. Case counts in resources; give actions in lower case. */
export function covers(wider: string, pattern: string): boolean {
  const literally = wider.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${literally.join(".*")}$`).test(pattern);
}

function read(document: unknown): Statement[] {
  if (!isGroup(document)) return [];
  return listOf(document.Statement)
    .filter(isGroup)
    .map(({ Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition }) => ({
      effect: String(Effect),
      principals: principalsOf(orAll(Effect, Principal, NotPrincipal)),
      actions: textsOf(orAll(Effect, Action, NotAction)),
      resources: textsOf(orAll(Effect, Resource, NotResource)),
      conditions: Object.fromEntries(groupsIn(Condition).map(([operator, tests]) => [operator, textsByKey(tests)])),
    }));
}

/** What a statement names. To allow all but something is taken for allowing all; to deny all but something, for denying nothing. */
function orAll(effect: unknown, named: unknown, allBut: unknown): unknown {
  return effect === "Allow" && allBut !== undefined ? "*" : named;
}

function principalsOf(principal: unknown): Statement["principals"] {
  if (!isGroup(principal)) return textsOf(principal).map((value) => ({ kind: "*", value }));
  return Object.entries(principal).flatMap(([kind, values]) => textsOf(values).map((value) => ({ kind, value })));
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
