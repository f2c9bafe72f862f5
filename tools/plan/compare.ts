import type { Golden } from "./golden.ts";
import { identities } from "./urns.ts";

/** One value that differs; undefined where there is none. */
export interface Change {
  /** For example `inputs.nodeType` or `inputs.subnetIds[2]`. */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface Differences {
  /** Short names of what is only in the former plan: `up` would delete it. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Former to present short name, where aliases make it one resource. */
  readonly renamed: ReadonlyMap<string, string>;
  /** By present short name; `stack` for the stack itself. Only what differs. */
  readonly changed: ReadonlyMap<string, readonly Change[]>;
}

/** What a stack's plan does not share with a former one of it. */
export function differences(before: Golden, after: Golden, stack: string): Differences {
  const then = new Map([...identities(before, stack)].map(([short, { urn }]) => [urn, short]));
  const pairs = [...identities(after, stack)].map(([short, { urn, former }]) => {
    const was = [urn, ...former].find((candidate) => then.has(candidate));
    return [short, was && then.get(was)] as const;
  });
  const kept = new Set(pairs.map(([, was]) => was));
  const changed = pairs.map(([short, was]) => [short, was ? changes(before.entries.get(was), after.entries.get(short)) : []] as const);
  const all = [["stack", changes(before.stack, after.stack)] as const, ...changed];
  return {
    gone: [...then.values()].filter((short) => !kept.has(short)),
    added: pairs.filter(([, was]) => was === undefined).map(([short]) => short),
    renamed: new Map(pairs.flatMap(([short, was]) => (was !== undefined && was !== short ? [[was, short]] : []))),
    changed: new Map(all.filter(([, own]) => own.length > 0)),
  };
}

/** Where two values differ, as deep as it goes. */
export function changes(from: unknown, to: unknown, path = ""): Change[] {
  if (Array.isArray(from) && Array.isArray(to)) return listChanges(from, to, path);
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => changes(from[key], to[key], path === "" ? key : `${path}.${key}`));
  }
  return same(from, to) ? [] : [{ path, from, to }];
}

/** Elements at both ends that are the same are passed over, so that one put in or taken out does not make all after it differ. */
function listChanges(from: readonly unknown[], to: readonly unknown[], path: string): Change[] {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && same(from[start], to[start])) start++;
  let end = 0;
  while (end < shorter - start && same(from.at(-1 - end), to.at(-1 - end))) end++;
  const middle = Math.max(from.length, to.length) - end;
  return Array.from({ length: middle - start }, (_, offset) => start + offset).flatMap((index) => {
    const [was, is] = [from, to].map((list) => (index < list.length - end ? list[index] : undefined));
    return changes(was, is, `${path}[${index}]`);
  });
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
