import { type KubeObject, objectKey } from '../../hooks/lib/kube-object.ts';
import { field, objectsAt, textAt } from '../harness/fields.ts';
import { difference } from './compare.mjs';

/**
 * Differences between the status of a case's custom resources as recorded and as ours, one a line. What a failure says is ours alone, but
 * it must say something. An object that no recording gives a status may have one that says it is ignored.
 */
export function compareStatus(recorded: readonly KubeObject[], rendered: readonly KubeObject[]): readonly string[] {
  const have = new Map(rendered.map((parent) => [objectKey(parent), parent]));
  return recorded.flatMap((parent) => {
    const key = objectKey(parent);
    const own = have.get(key);
    if (own === undefined) return [`${key}: missing`];
    const lines = difference(essence(parent), essence(own), 'status').map((line) => `${key}: ${line}`);
    const isSilent = field(own.status, 'updateStatus') === 'failed' && !/\S/.test(textAt(own.status, 'reason') ?? '');
    return isSilent ? [...lines, `${key}: status.reason: failed without a reason`] : lines;
  });
}

/** What both sides must agree on. */
function essence({ status }: KubeObject): object {
  const applied = objectsAt(status, 'conditions').filter(({ type }) => String(type).endsWith('/Applied'));
  const fields = ['selector', 'shards', 'replicas'].flatMap((name) => {
    const value = field(status, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    updateStatus: field(status, 'updateStatus') ?? 'ignored',
    ...Object.fromEntries(fields),
    applied: Object.fromEntries(applied.map(({ type, status: verdict }) => [String(type), verdict])),
  };
}
