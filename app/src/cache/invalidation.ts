/** What is no longer valid. Keys are whole ids: `namespace:key`. */
export interface Invalidation {
  readonly ids: readonly string[];
  readonly tags: readonly string[];
  /** Everything there is: what remains of a backlog that outgrew its bound. */
  readonly everything: boolean;
}

/** The one string that names a key across namespaces. A namespace's name has no colon, so no two pairs share an id. */
export function idOf(namespace: string, key: string): string {
  if (namespace.includes(":")) throw new Error(`A namespace's name has no colon, unlike "${namespace}".`);
  return `${namespace}:${key}`;
}

export function partsOf(id: string): [namespace: string, key: string] {
  const colon = id.indexOf(":");
  return [id.slice(0, colon), id.slice(colon + 1)];
}
