import { fieldAt } from '../../lib/field-path.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { Action } from './action.ts';

/**
 * What a person types to do what the action would do, as one line of shell. `isRenewing`: the StatefulSet was made anew around pods
 * that lack a volume. Its controller makes no pod before those of lower numbers are in order, so the lowest goes first.
 */
export function manualCommands(action: Action, live: KubeObject, isRenewing: boolean): string {
  const kubectl = `kubectl -n ${action.namespace}`;
  switch (action.verb) {
    case 'grow': {
      const sizes = [...new Set(action.claims.map(({ size }) => size))];
      return sizes
        .map((size) => {
          const names = action.claims.filter((claim) => claim.size === size).map(({ name }) => name);
          const patch = `{"spec":{"resources":{"requests":{"storage":"${size}"}}}}`;
          return `for claim in ${names.join(' ')}; do ${kubectl} patch pvc $claim -p '${patch}'; done`;
        })
        .join('; ');
    }
    case 'replace':
      return `${kubectl} delete statefulset ${action.statefulSet} --cascade=orphan`;
    case 'roll': {
      const outdated = [...selectorOf(live), `controller-revision-hash!=${action.revision}`].join(',');
      const order = isRenewing
        ? 'the lowest number first, and each when the one before is ready'
        : 'one after the other';
      return `${order}, ${kubectl} delete pod NAME for each of ${kubectl} get pods -l '${outdated}'`;
    }
    default:
      return action satisfies never;
  }
}

function selectorOf(live: KubeObject): readonly string[] {
  const labels = fieldAt(live, ['spec', 'selector', 'matchLabels']);
  return isJsonObject(labels) ? Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`) : [];
}
