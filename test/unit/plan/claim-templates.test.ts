import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { localHooks } from '../../../hooks/cli/environment.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { describePods } from '../../../hooks/plan/describe.ts';
import { plan } from '../../../hooks/plan/plan.ts';

const aCluster = (vmstorage: object): KubeObject => ({
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind: 'VMCluster',
  metadata: { name: 'main', namespace: 'demo' },
  spec: { vmstorage: { replicaCount: 2, ...vmstorage }, vmselect: { replicaCount: 1 } },
});
const claim = (storage: string, name?: string) => ({
  ...(name === undefined ? {} : { metadata: { name } }),
  spec: { resources: { requests: { storage } } },
});
const data = (storage: string, name?: string) => ({ storage: { volumeClaimTemplate: claim(storage, name) } });
const more = { claimTemplates: [claim('1Gi', 'more')], volumeMounts: [{ name: 'more', mountPath: '/more' }] };
const restart = /^StatefulSet demo\/vmstorage-main: its 2 pods vmstorage-main-0, vmstorage-main-1 will restart/;

describe('a plan about claim templates', () => {
  it.each([
    { name: 'a larger one: nothing restarts', before: data('1Gi'), after: data('2Gi'), pods: [] },
    { name: 'a further one', before: data('1Gi'), after: { ...data('1Gi'), ...more }, pods: [restart] },
    { name: 'one instead of an emptyDir', before: {}, after: data('1Gi'), pods: [restart] },
    { name: 'an emptyDir instead of one', before: data('1Gi'), after: {}, pods: [restart] },
    { name: 'another name', before: data('1Gi'), after: data('1Gi', 'fresh'), pods: [restart] },
    { name: 'one that goes', before: { ...data('1Gi'), ...more }, after: data('1Gi'), pods: [restart] },
    {
      name: 'pods in another order: nothing restarts',
      before: {},
      after: { rollingUpdateStrategy: 'RollingUpdate' },
      pods: [],
    },
  ])('$name', ({ before, after, pods }) => {
    const result = plan([aCluster(before)], [aCluster(after)], localHooks(defaultSettings));
    expect(describePods(result)).toEqual(pods.map((text) => expect.stringMatching(text)));
    expect(result.failures).toEqual([]);
    // The StatefulSet changes; nothing of the Job that makes it anew is left.
    expect(result.changes.map(({ action, key }) => `${action} ${key}`)).toEqual([
      'changes StatefulSet demo/vmstorage-main',
    ]);
  });
});
