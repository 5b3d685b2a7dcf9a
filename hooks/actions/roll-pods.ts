import { setTimeout as delay } from 'node:timers/promises';
import type { Action } from '../kinds/actions/action.ts';
import { podNames } from '../kinds/actions/action-access.ts';
import { fieldAt } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { ApiServer } from './api-server.ts';

type Roll = Extract<Action, { verb: 'roll' }>;

/** Pause between two looks at the pods, in milliseconds. */
const lookMs = 2000;

/**
 * Evicts pods that are not of the wanted revision until none is left, or another revision is wanted: those that were broken at two looks
 * in a row, and, where more than one pod may be missing, as many more. A budget that allows no eviction is waited for; the Job's own
 * deadline ends that. Throws ActionFailure for what the API server refuses.
 */
export async function rollPods(action: Roll, server: ApiServer, say: (line: string) => void): Promise<void> {
  const base = `/apis/apps/v1/namespaces/${action.namespace}/statefulsets/${action.statefulSet}`;
  let broken: ReadonlySet<string> = new Set();
  for (;;) {
    const live = await server.get(base);
    if (live === undefined || live.metadata.uid !== action.uid) return;
    if (fieldAt(live, ['status', 'updateRevision']) !== action.revision) return;
    const names = podNames(live);
    const paths = names.map((name) => `/api/v1/namespaces/${action.namespace}/pods/${name}`);
    const pods = (await Promise.all(paths.map((path) => server.get(path)))).filter((pod) => pod !== undefined);
    if (pods.length === names.length && pods.every((pod) => isOfRevision(pod, action.revision))) return;
    const { victims, suspects } = chooseVictims(pods, names.length, action, broken);
    broken = suspects;
    for (const pod of victims) if (await evict(pod, server)) say(`pod ${pod.metadata.name} is evicted`);
    await delay(lookMs);
  }
}

/** Which pods are to be evicted now, highest ordinal first, and which are broken and will be if they still are at the next look. */
export function chooseVictims(
  pods: readonly KubeObject[],
  wanted: number,
  { revision, maxUnavailable }: Pick<Roll, 'revision' | 'maxUnavailable'>,
  broken: ReadonlySet<string>,
): { readonly victims: readonly KubeObject[]; readonly suspects: ReadonlySet<string> } {
  const outdated = pods.filter((pod) => !isOfRevision(pod, revision) && pod.metadata.deletionTimestamp === undefined);
  const unready = outdated.filter((pod) => !isReady(pod));
  const stuck = unready.filter(({ metadata }) => broken.has(metadata.uid ?? ''));
  const unavailable = wanted - pods.filter(isReady).length;
  const spare = maxUnavailable > 1 ? Math.max(0, maxUnavailable - unavailable) : 0;
  return {
    victims: [...stuck, ...outdated.filter(isReady).slice(0, spare)],
    suspects: new Set(unready.map(({ metadata }) => metadata.uid ?? '')),
  };
}

/** True where it went; false where it may not yet, is gone, or was made anew. */
async function evict({ metadata }: KubeObject, server: ApiServer): Promise<boolean> {
  const { name, namespace, uid } = metadata;
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: { preconditions: { uid } },
  };
  // 429: a disruption budget says no for now; the next look tries again.
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  const answer = await server.ask({ method: 'POST', path, body }, 429);
  return answer.code < 300;
}

function isOfRevision({ metadata }: KubeObject, revision: string): boolean {
  return metadata.labels?.['controller-revision-hash'] === revision;
}

function isReady(pod: KubeObject): boolean {
  const conditions: unknown = fieldAt(pod, ['status', 'conditions']);
  const list = Array.isArray(conditions) ? conditions.filter(isJsonObject) : [];
  return (
    pod.metadata.deletionTimestamp === undefined &&
    list.some(({ type, status }) => type === 'Ready' && status === 'True')
  );
}
