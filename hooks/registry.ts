import type { RegisteredKind } from './kinds/kind.ts';

/** Every kind that vmop knows. CRDs, controllers, routes, RBAC, admission, CLI and docs are generated from this list or looked up in it. */
export const registry: readonly RegisteredKind[] = [];

/** Finds a kind by its name (`VMSingle`), case as written. */
export function findKind(kind: string): RegisteredKind | undefined {
  return registry.find((entry) => entry.api.kind === kind);
}
