import { setTimeout as delay } from 'node:timers/promises';
import type { Action } from '../kinds/actions/action.ts';
import { podNames } from '../kinds/actions/action-access.ts';
import { fieldAt } from '../lib/field-path.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { ApiServer } from './api-server.ts';
import { chooseVictims } from './choose-victims.ts';

type Roll = Extract<Action, { verb: 'roll' }>;

/** Pause between two looks at the pods, in milliseconds. */
const lookMs = 2000;

/**
 * Evicts pods that are not of the wanted revision until none is left, or another revision is wanted: those that were broken at two looks
 * in a row, and, where more than one pod may be missing, as many more. Pods that lack a volume of their StatefulSet are evicted as well, even
 * the only one that may be missing: its controller replaces none of them. A budget that allows no eviction is waited for; the Job's own
 * deadline ends that. Throws ActionFailure for what the API server refuses.
 */
export async function rollPods(action: Roll, server: ApiServer, say: (line: string) => void): Promise<void> {
  const base = `/apis/apps/v1/namespaces/${action.namespace}/statefulsets/${action.statefulSet}`;
  let suspects: ReadonlySet<string> = new Set();
  for (;;) {
    const live = await server.get(base);
    if (live === undefined || live.metadata.uid !== action.uid) return;
    if (fieldAt(live, ['status', 'updateRevision']) !== action.revision) return;
    const names = podNames(live);
    const paths = names.map((name) => `/api/v1/namespaces/${action.namespace}/pods/${name}`);
    const pods = (await Promise.all(paths.map((path) => server.get(path)))).filter((pod) => pod !== undefined);
    const choice = chooseVictims(pods, live, action, { suspects, now: Date.now() });
    if (choice === null) return;
    suspects = choice.suspects;
    for (const pod of choice.victims) if (await evict(pod, server)) say(`pod ${pod.metadata.name} is evicted`);
    await delay(lookMs);
  }
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
