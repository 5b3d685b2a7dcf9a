import { printModule } from './embedded-types/print-module.ts';
import { embeddedRoots } from './embedded-types/roots.ts';
import type { GeneratedFile } from './generated-file.ts';

/** The module of embedded Kubernetes types. It depends on the pinned models package only, not on the kinds. */
export function generateEmbeddedTypes(): readonly GeneratedFile[] {
  return [{ path: 'hooks/api/kubernetes.ts', text: printModule(embeddedRoots) }];
}
