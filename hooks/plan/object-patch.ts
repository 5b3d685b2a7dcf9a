import jsonpatch from 'fast-json-patch';
import type { KubeObject } from '../lib/kube-object.ts';
import { isBookkeeping } from './field-change.ts';

/** One step of a JSON Patch. Source: https://www.rfc-editor.org/rfc/rfc6902 */
export type PatchStep = ReturnType<typeof jsonpatch.compare>[number];

/** The change of one object as a JSON Patch, for programs that read a plan. Without bookkeeping; empty for a Secret, whose values must not be shown. */
export function objectPatch(before: KubeObject, after: KubeObject): readonly PatchStep[] {
  if (before.kind === 'Secret' && before.apiVersion === 'v1') return [];
  return jsonpatch.compare(before, after).filter(({ path }) => !isBookkeeping(dotted(path)));
}

/** `/metadata/labels/a~1b` as `metadata.labels.a/b`. */
function dotted(pointer: string): string {
  return pointer.split('/').slice(1).map(jsonpatch.unescapePathComponent).join('.');
}
