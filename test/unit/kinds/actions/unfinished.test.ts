import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { buildAction } from '../../../../hooks/kinds/actions/build-action.ts';
import { convergeWorkload } from '../../../../hooks/kinds/converge-workload.ts';
import type { Built, WorkloadCr } from '../../../../hooks/kinds/workload.ts';
import { fieldAt, withField } from '../../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { stampHash } from '../../../../hooks/metacontroller/desired-hash.ts';
import { retain } from '../../../../hooks/metacontroller/retain.ts';
import { aWorkload, groupObjects, observe, readyStatus } from '../../../fixtures/workload-objects.ts';

const settings = { ...defaultSettings, ownImage: 'vmop:v1' };
const front = aWorkload('Deployment', { name: 'front' });
const db = aWorkload('StatefulSet', { spec: { serviceName: 'new' } });
const former = observe(stampHash(aWorkload('StatefulSet', { spec: { serviceName: 'old' } })), { status: readyStatus });
const readyFront = observe(stampHash(front), { status: readyStatus });
const brokenFront = observe(stampHash(front), { status: { ...readyStatus, readyReplicas: 1 } });
const replace = { verb: 'replace', namespace: 'demo', statefulSet: 'db', uid: 'uid-db', hash: 'x' } as const;
const actionObjects = buildAction(replace, former, settings).children.map((child) => observe(child));

const converge = (
  observed: readonly KubeObject[],
  spec: WorkloadCr['spec'] = {},
  built: Partial<Built> = {},
  related: readonly string[] = [],
) =>
  convergeWorkload(
    {
      parent: {
        apiVersion: 'x/v1',
        kind: 'VMTest',
        metadata: { name: 'shop', namespace: 'demo', generation: 1 },
        spec,
      },
      children: groupObjects(observed),
      related: groupObjects([], related),
      settings,
      now: '2026-01-01T00:00:00Z',
    },
    {
      kind: 'VMTest',
      build: () => ({
        phases: [
          { name: 'front', children: [front] },
          { name: 'db', children: [db] },
        ],
        issues: [],
        findings: [],
        ...built,
      }),
    },
  );
const kinds = (children: readonly KubeObject[]) => children.map(({ kind }) => kind);
const found = (children: readonly KubeObject[], kind: string) => children.find((child) => child.kind === kind);

describe('a StatefulSet that is made anew', () => {
  it('its Job is wanted when everything is ready, in an answer that keeps the StatefulSet', () => {
    const { children, status } = converge([readyFront, former]);
    expect(kinds(children)).toEqual(['Deployment', 'StatefulSet', 'ServiceAccount', 'Role', 'RoleBinding', 'Job']);
    expect(fieldAt(found(children, 'StatefulSet'), ['spec', 'serviceName'])).toBe('old');
    expect(status).toMatchObject({ updateStatus: 'expanding' });
  });

  it('while it goes, the objects of its Job stay', () => {
    const metadata = { deletionTimestamp: '2026-01-01T00:00:00Z' };
    const going = observe(stampHash(aWorkload('StatefulSet', { spec: { serviceName: 'old' } })), { metadata });
    const { children } = converge([readyFront, going, ...actionObjects]);
    for (const object of actionObjects) expect(children).toContainEqual(retain(object, 'vmop'));
  });

  it('while it is missing, the objects of its Job stay', () => {
    const { children } = converge([readyFront, ...actionObjects]);
    expect(found(children, 'StatefulSet')).toEqual(stampHash(db));
    for (const object of actionObjects) expect(children).toContainEqual(retain(object, 'vmop'));
  });

  it('comes back even where it would have to wait, and replaces no pod then', () => {
    const { children } = converge([brokenFront, ...actionObjects]);
    expect(fieldAt(found(children, 'StatefulSet'), ['spec', 'updateStrategy', 'type'])).toBe('OnDelete');
    expect(kinds(converge([brokenFront]).children)).toEqual(['Deployment']);
  });

  it('once it is back, nothing of its Job is left', () => {
    const { children } = converge([readyFront, observe(stampHash(db), { status: readyStatus }), ...actionObjects]);
    expect(kinds(children)).toEqual(['Deployment', 'StatefulSet']);
  });

  it('a pause ends a Job that is at work, but not before its StatefulSet is back', () => {
    const paused = { paused: true };
    expect(kinds(converge([readyFront, former, ...actionObjects], paused).children)).toEqual([
      'Deployment',
      'StatefulSet',
    ]);
    expect(kinds(converge([readyFront, ...actionObjects], paused).children).toSorted()).toEqual(
      ['Deployment', ...kinds(actionObjects)].toSorted(),
    );
  });

  it('a Job stays while something else cannot be built', () => {
    const issue = { path: 'spec.x', reason: 'InvalidField', message: 'must be text' } as const;
    const { children } = converge([readyFront, former, ...actionObjects], {}, { issues: [issue] });
    for (const object of actionObjects) expect(children).toContainEqual(retain(object, 'vmop'));
  });

  const resources = { requests: { storage: '1Gi' } };
  const claim = { metadata: { name: 'more' }, spec: { accessModes: ['ReadWriteOnce'], resources } };
  const containers = [{ name: 'main', image: 'db:1', volumeMounts: [{ name: 'more', mountPath: '/more' }] }];
  const wished = aWorkload('StatefulSet', { spec: { volumeClaimTemplates: [claim] }, podSpec: { containers } });
  const storageGroups = ['PersistentVolumeClaim.v1', 'StorageClass.storage.k8s.io/v1'];
  const further = {
    phases: [
      { name: 'db', children: [wished] },
      {
        name: 'front',
        children: [
          aWorkload('Deployment', { name: 'front', podSpec: { containers: [{ name: 'main', image: 'front:2' }] } }),
        ],
      },
    ],
  };
  const bare = stampHash(aWorkload('StatefulSet'));

  it('with a further claim it stays as it is until it is made anew, ready first, and what comes later waits', () => {
    const ready = observe(bare, { status: readyStatus });
    const due = converge([ready, readyFront], {}, further, storageGroups);
    expect(due.children.slice(0, 2)).toEqual([retain(ready, 'vmop'), retain(readyFront, 'vmop')]);
    expect(kinds(due.children).at(-1)).toBe('Job');
    expect(due.status).toMatchObject({ updateStatus: 'expanding' });
    const broken = observe(bare, { status: { ...readyStatus, readyReplicas: 1 } });
    const waits = converge([broken, readyFront], {}, further, storageGroups);
    expect(waits.children).toEqual([retain(broken, 'vmop'), retain(readyFront, 'vmop')]);
    expect(converge([], {}, further, storageGroups).children).toEqual([stampHash(wished)]);
  });

  it('with a further claim and a bad image it gets the good one at once, and nothing else: else it would wait for itself', () => {
    const bad = stampHash(aWorkload('StatefulSet', { podSpec: { containers: [{ name: 'main', image: 'db:bad' }] } }));
    const stuck = observe(bad, { status: { ...readyStatus, readyReplicas: 1, updatedReplicas: 1 } });
    const mended = withField(
      retain(stuck, 'vmop'),
      ['spec', 'template', 'spec', 'containers'],
      [{ name: 'main', image: 'db:1' }],
    );
    const answer = converge([stuck, readyFront], {}, further, storageGroups);
    expect(answer.children).toEqual([mended, retain(readyFront, 'vmop')]);
    expect(answer.status).toMatchObject({ updateStatus: 'expanding' });
  });

  it('back with other pods than its own, it counts as rolling and its pods are evicted, until they are its own', () => {
    const status = { ...readyStatus, updatedReplicas: 0, currentRevision: 'db-2', updateRevision: 'db-2' };
    const back = observe(stampHash(wished), { status, metadata: { uid: 'another' } });
    const at = (observed: readonly KubeObject[], spec: object = {}) =>
      converge([...observed, ...actionObjects], spec, further, storageGroups).children;
    const answer = at([back, readyFront]);
    for (const object of actionObjects) expect(answer).toContainEqual(retain(object, 'vmop'));
    expect(answer.filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.labels)).toMatchObject([
      { 'vmop.victoriametrics.com/action': 'roll' },
      { 'vmop.victoriametrics.com/action': 'replace' },
    ]);
    // A phase before it gets nothing new meanwhile.
    const before = { phases: further.phases.toReversed() };
    const front = converge([back, readyFront, ...actionObjects], {}, before, storageGroups);
    expect(found(front.children, 'Deployment')).toEqual(retain(readyFront, 'vmop'));
    expect(kinds(at([back, readyFront], { paused: true })).toSorted()).toEqual(
      ['Deployment', 'StatefulSet', ...kinds(actionObjects)].toSorted(),
    );
    const done = { ...back, status: { ...status, updatedReplicas: 2 } };
    expect(kinds(at([done, readyFront]))).toEqual(['StatefulSet', 'Deployment']);
  });
});
