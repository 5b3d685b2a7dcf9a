import { expect, it } from 'vitest';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { type Pace, paceOf } from '../../../hooks/plan/pace.ts';

const byController = (atOnce: number, missing: number): Pace => ({ by: 'controller', atOnce, missing });

it.each<{ kind: string; spec: object; pace: Pace }>([
  { kind: 'Deployment', spec: {}, pace: byController(1, 0) },
  { kind: 'Deployment', spec: { replicas: 2 }, pace: byController(1, 0) },
  { kind: 'Deployment', spec: { replicas: 8 }, pace: byController(4, 2) },
  { kind: 'Deployment', spec: { replicas: 3, strategy: { type: 'Recreate' } }, pace: byController(3, 3) },
  {
    kind: 'Deployment',
    spec: { replicas: 4, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '1%' } } },
    pace: byController(1, 1),
  },
  { kind: 'StatefulSet', spec: { replicas: 5 }, pace: byController(1, 1) },
  { kind: 'StatefulSet', spec: { updateStrategy: { type: 'OnDelete' } }, pace: { by: 'hand' } },
  {
    kind: 'StatefulSet',
    spec: { replicas: 5, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '50%' } } },
    pace: byController(2, 2),
  },
  {
    kind: 'StatefulSet',
    spec: { replicas: 2, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 9 } } },
    pace: byController(2, 2),
  },
  { kind: 'DaemonSet', spec: {}, pace: { by: 'nodes', atOnce: 1 } },
  {
    kind: 'DaemonSet',
    spec: { updateStrategy: { rollingUpdate: { maxUnavailable: '10%' } } },
    pace: { by: 'nodes', atOnce: '10%' },
  },
])('$kind $spec', ({ kind, spec, pace }) => {
  const workload: KubeObject = { apiVersion: 'apps/v1', kind, metadata: { name: 'x' }, spec };
  expect(paceOf(workload)).toEqual(pace);
});
