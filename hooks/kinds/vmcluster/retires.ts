import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { listObjects } from '../../metacontroller/retain.ts';
import { internalLabels } from '../internal-kind.ts';
import type { Phase } from '../workload.ts';
import type { ClusterContext } from './context.ts';
import { partIdentity } from './identities.ts';

/** Kinds by which pods run or are reached. Others, such as autoscalers and policies, go as soon as the spec does without them: what they do is unwanted then. */
const serving = ['Deployment', 'Secret', 'Service', 'ServiceAccount', 'StatefulSet', 'VMServiceScrape'];

/**
 * Observed objects that the spec does without, and that stay until all it wants is ready: a part that is gone as a whole, with its
 * autoscalers and policies, and by which pods run or are reached.
 */
export function replacedObjects({ cr, observed }: ClusterContext, phases: readonly Phase[]): readonly KubeObject[] {
  const wanted = new Set(phases.flatMap(({ children }) => children.map(identify)));
  const removed = new Set(
    [
      ...(cr.balancer === undefined ? (['vmclusterlb'] as const) : []),
      ...(['vmstorage', 'vmselect', 'vminsert'] as const).filter((part) => cr[part] === undefined),
    ].map((part) => partIdentity(part, cr).app),
  );
  return listObjects(observed).filter((live) => {
    const labels = live.metadata.labels ?? {};
    // What vmop makes for itself has other reasons to be there.
    const isInternal = Object.keys(internalLabels).some((label) => labels[label] !== undefined);
    if (isInternal || wanted.has(identify(live))) return false;
    return serving.includes(live.kind) || removed.has(labels['app.kubernetes.io/name'] ?? '');
  });
}

function identify(object: KubeObject): string {
  return `${object.apiVersion} ${objectKey(object)}`;
}
