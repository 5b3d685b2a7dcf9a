import { setTimeout as delay } from 'node:timers/promises';
import type { Action } from '../kinds/actions/action.ts';
import { readinessOf } from '../kinds/readiness.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { observedHash } from '../metacontroller/desired-hash.ts';
import { ActionFailure } from './action-failure.ts';
import { type ApiServer, patienceMs } from './api-server.ts';

type Replace = Extract<Action, { verb: 'replace' }>;

/**
 * Deletes the StatefulSet and leaves its pods and claims alone, provided that it is the one which was seen, as it was desired then, and
 * ready. Whoever deletes it first has done it. Waits a while for it to be ready; throws ActionFailure afterwards.
 */
export async function replaceStatefulSet(
  action: Replace,
  server: ApiServer,
  say: (line: string) => void,
): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${action.namespace}/statefulsets/${action.statefulSet}`;
  const end = Date.now() + patienceMs;
  for (;;) {
    const live = await server.get(path);
    if (live === undefined || live.metadata.uid !== action.uid || live.metadata.deletionTimestamp !== undefined) return;
    const obstacle = whyNot(action, live);
    if (obstacle === null) {
      const { uid, resourceVersion } = live.metadata;
      const body = { propagationPolicy: 'Orphan', preconditions: { uid, resourceVersion } };
      const answer = await server.ask({ method: 'DELETE', path, body });
      if (answer.code < 300) say(`StatefulSet ${action.statefulSet} is deleted around its pods`);
      // 409: it has changed meanwhile, so it is looked at again; 404: somebody else was faster.
      if (answer.code !== 409) return;
    } else if (Date.now() > end) {
      throw new ActionFailure('impossible', obstacle);
    }
    await delay(500);
  }
}

function whyNot({ hash }: Replace, live: KubeObject): string | null {
  if ((observedHash(live) ?? '') !== hash) return 'the StatefulSet is no longer as it was when this was wanted';
  const readiness = readinessOf(live);
  return readiness.state === 'ready' ? null : readiness.message;
}
