import { validateVMServiceScrape } from './admission/rules/vmservicescrape.ts';
import { validateVMSingle } from './admission/rules/vmsingle.ts';
import type { RegisteredKind } from './kinds/kind.ts';
import { register } from './kinds/register.ts';
import { vmservicescrape } from './kinds/vmservicescrape/index.ts';
import { vmsingle } from './kinds/vmsingle/index.ts';

/** Every kind that vmop knows. CRDs, controllers, routes, RBAC, admission, CLI and docs are generated from this list or looked up in it. */
export const registry: readonly RegisteredKind[] = [
  register({ ...vmsingle, validate: validateVMSingle }),
  register({ ...vmservicescrape, validate: validateVMServiceScrape }),
];

/** Finds a kind by its name (`VMSingle`), case as written. */
export function findKind(kind: string): RegisteredKind | undefined {
  return registry.find((entry) => entry.api.kind === kind);
}
