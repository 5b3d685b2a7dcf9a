import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { buildAction } from '../../../../hooks/kinds/actions/build-action.ts';
import { convergeWorkload } from '../../../../hooks/kinds/converge-workload.ts';
import type { Built, WorkloadCr } from '../../../../hooks/kinds/workload.ts';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
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

  it('a further claim that the pods would mount: nothing is applied, and both conditions say why', () => {
    const resources = { requests: { storage: '1Gi' } };
    const claim = { metadata: { name: 'more' }, spec: { accessModes: ['ReadWriteOnce'], resources } };
    const containers = [{ name: 'main', image: 'db:1', volumeMounts: [{ name: 'more', mountPath: '/more' }] }];
    const wished = aWorkload('StatefulSet', { spec: { volumeClaimTemplates: [claim] }, podSpec: { containers } });
    const old = observe(stampHash(aWorkload('StatefulSet')), { status: readyStatus });
    const built = { phases: [{ name: 'db', children: [wished] }] };
    const answer = converge([old], {}, built, ['PersistentVolumeClaim.v1', 'StorageClass.storage.k8s.io/v1']);
    expect(answer.children).toEqual([retain(old, 'vmop')]);
    const conditions = fieldAt(answer.status, ['conditions']);
    expect(Array.isArray(conditions) ? conditions.map(({ type }) => type) : []).toEqual([
      'Ready',
      'ImmutableField',
      'VolumeNotFound',
    ]);
    expect(converge([], {}, built).children).toEqual([stampHash(wished)]);
  });
});
