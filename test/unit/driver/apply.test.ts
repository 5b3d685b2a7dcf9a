import { expect, it } from 'vitest';
import { applyObject } from '../../../hooks/driver/apply.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { retain } from '../../../hooks/metacontroller/retain.ts';

const container = (patch: object = {}) => ({ name: 'app', image: 'app:1', ...patch });
const aDeployment = (podSpec: object, spec: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'demo', labels: { app: 'web' } },
  spec: { replicas: 1, ...spec, template: { spec: podSpec } },
});
const podSpec = (object: KubeObject): unknown =>
  (object as { spec?: { template?: { spec?: unknown } } }).spec?.template?.spec;

it.each([
  {
    name: 'a field that only we applied goes when it is left out',
    first: { containers: [container({ workingDir: '/x' })] },
    second: { containers: [container()] },
    want: { containers: [container()] },
  },
  {
    name: 'an item of ours goes with its key, its neighbours keep the new order',
    first: {
      containers: [
        container({
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        }),
      ],
    },
    second: {
      containers: [
        container({
          env: [
            { name: 'C', value: '3' },
            { name: 'B', value: '4' },
          ],
        }),
      ],
    },
    want: {
      containers: [
        container({
          env: [
            { name: 'C', value: '3' },
            { name: 'B', value: '4' },
          ],
        }),
      ],
    },
  },
  {
    name: 'an atomic list is replaced whole',
    first: { containers: [container({ args: ['a', 'b'] })] },
    second: { containers: [container({ args: ['b'] })] },
    want: { containers: [container({ args: ['b'] })] },
  },
  {
    name: 'the key default is filled in, so both spellings are one port',
    first: { containers: [container({ ports: [{ containerPort: 80 }] })] },
    second: { containers: [container({ ports: [{ containerPort: 80, protocol: 'TCP', name: 'http' }] })] },
    want: { containers: [container({ ports: [{ containerPort: 80, protocol: 'TCP', name: 'http' }] })] },
  },
  {
    name: 'a map that runs empty goes',
    first: { containers: [container()], securityContext: { runAsUser: 1 } },
    second: { containers: [container()] },
    want: { containers: [container()] },
  },
])('apply: $name', ({ first, second, want }) => {
  const live = applyObject(undefined, aDeployment(first), 'vmop');
  expect(podSpec(applyObject(live, aDeployment(second), 'vmop'))).toEqual(want);
});

it('apply: what another manager added stays, a field that both want stays when we let go', () => {
  const other = aDeployment({ containers: [container({ env: [{ name: 'INJECTED', value: 'yes' }] })] });
  const live = applyObject(
    applyObject(undefined, aDeployment({ containers: [container({ env: [{ name: 'OURS', value: '1' }] })] }), 'vmop'),
    other,
    'mesh',
  );
  const next = applyObject(
    live,
    {
      ...aDeployment({ containers: [{ name: 'app' }] }),
      spec: { template: { spec: { containers: [{ name: 'app' }] } } },
    },
    'vmop',
  );
  expect(podSpec(next)).toEqual({ containers: [container({ env: [{ name: 'INJECTED', value: 'yes' }] })] });
  expect(next.spec).toMatchObject({ replicas: 1 });
});

it('apply: a forced value takes the field from its former owner', () => {
  const live = applyObject(undefined, aDeployment({ containers: [container()] }, { replicas: 5 }), 'hpa');
  const next = applyObject(live, aDeployment({ containers: [container()] }, { replicas: 2 }), 'vmop');
  expect(next.spec).toMatchObject({ replicas: 2 });
  const released = applyObject(
    next,
    { ...aDeployment({ containers: [container()] }), spec: { template: { spec: { containers: [container()] } } } },
    'vmop',
  );
  expect(released.spec).not.toHaveProperty('replicas');
});

it('apply: a retained object is unchanged to the byte', () => {
  const desired = aDeployment({
    containers: [
      container({
        ports: [{ containerPort: 80 }],
        env: [{ name: 'A', value: '1' }],
        resources: { limits: { cpu: '1' } },
      }),
    ],
    volumes: [{ name: 'data', emptyDir: {} }],
    nodeSelector: { disk: 'nvme' },
  });
  const live = applyObject(
    undefined,
    {
      ...desired,
      metadata: { ...desired.metadata, ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'u1' }] },
    },
    'vmop',
  );
  const owners = live.metadata.ownerReferences ?? [];
  const retained = retain(live, 'vmop');
  // Metacontroller adds the owner reference to whatever it applies.
  expect(
    applyObject(live, { ...retained, metadata: { ...retained.metadata, ownerReferences: owners } }, 'vmop'),
  ).toEqual(live);
});
