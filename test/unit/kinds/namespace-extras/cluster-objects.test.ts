import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { answerDecorate } from '../../../../hooks/dispatch/answer-decorate.ts';
import { applyObject } from '../../../../hooks/driver/apply.ts';
import {
  namespaceExtrasChildKinds,
  namespaceExtrasRelatedKinds,
  relateNamespaceExtras,
} from '../../../../hooks/kinds/namespace-extras/relate.ts';
import { type KubeObject, objectKey } from '../../../../hooks/lib/kube-object.ts';
import { groupKey } from '../../../../hooks/metacontroller/contract.ts';
import { retain } from '../../../../hooks/metacontroller/retain.ts';
import { aScout, scoutKind, scoutObjects } from '../../../fixtures/cluster-kind.ts';
import { groupObjects, observe } from '../../../fixtures/workload-objects.ts';

const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', uid: 'uid-ns' } };
const keysOf = (kinds: readonly { apiVersion: string; kind: string }[]) =>
  kinds.map(({ apiVersion, kind }) => groupKey(apiVersion, kind));

/** The answer of the decorator, the guard included. */
function decorate(crs: readonly KubeObject[], attached: readonly KubeObject[] = [], object = namespace) {
  const body = {
    object,
    attachments: groupObjects(attached, keysOf(namespaceExtrasChildKinds)),
    related: groupObjects(crs, keysOf(namespaceExtrasRelatedKinds([scoutKind]))),
  };
  return answerDecorate(body, [scoutKind], defaultSettings).attachments;
}

const madeFor = 'vmop.victoriametrics.com/made-for';
const wanted = (cr: ReturnType<typeof aScout>) =>
  scoutObjects(cr).map((object) => ({
    ...object,
    metadata: { ...object.metadata, annotations: { [madeFor]: `Scout/${cr.metadata.name}` } },
  }));
/** What is attached after the decorator worked for these CRs. */
const made = (...crs: readonly KubeObject[]) => decorate(crs).map((object) => observe(object));
const kept = (objects: readonly KubeObject[]) => objects.map((object) => retain(object, 'vmop'));
const official = { finalizers: ['apps.victoriametrics.com/finalizer'] };
const going = { deletionTimestamp: '2026-01-01T00:00:00Z' };

describe('cluster-scoped objects of the CRs of a Namespace', () => {
  it('are made for an active CR, without owner: Metacontroller makes the Namespace their controller', () => {
    const scout = aScout();
    expect(decorate([scout])).toEqual(wanted(scout));
    const live = made(scout);
    expect(decorate([scout], live)).toEqual(wanted(scout));
    for (const object of live) expect(applyObject(object, retain(object, 'vmop'), 'vmop')).toEqual(object);
  });

  it('follow the wish: other rules, and none', () => {
    const live = made(aScout());
    const [role] = decorate([aScout({ access: 'configuration' })], live);
    expect(role).toMatchObject({ kind: 'ClusterRole', rules: [] });
    expect(decorate([aScout({})], live)).toEqual([]);
    expect(decorate([], live)).toEqual([]);
  });

  it.each([
    { name: 'paused', cr: aScout({ access: 'configuration', paused: true }) },
    { name: 'paused and wanting nothing', cr: aScout({ paused: true }) },
    { name: 'being deleted', cr: aScout({}, going) },
    { name: 'unreadable', cr: aScout({ access: 'discovery', broken: true }) },
    { name: 'unreadable and, at a glance, wanting nothing', cr: aScout({ broken: true }) },
    { name: 'still of the official operator', cr: aScout({ access: 'configuration' }, official) },
    { name: 'with a label that no API server takes', cr: aScout({ access: 'discovery', labels: { team: 'ä' } }) },
  ])('stay as they are, and none is made, for a CR that is $name', ({ cr }) => {
    expect(decorate([cr], made(aScout()))).toEqual(kept(made(aScout())));
    expect(decorate([cr])).toEqual([]);
    // Another CR's objects are not kept along with them.
    expect(decorate([cr], made(aScout({ access: 'discovery' }, { name: 'bob' })))).toEqual([]);
  });

  it('stay when nobody can tell for whom they were made, as long as some CR cannot be judged', () => {
    const live = made(aScout()).map((object) => {
      const { annotations: _, ...metadata } = object.metadata;
      return { ...object, metadata };
    });
    const other = { name: 'bob' };
    expect(decorate([aScout({ paused: true }, other)], live)).toEqual(kept(live));
    expect(decorate([aScout({}, other)], live)).toEqual([]);
  });

  it('stay when their CR is of a kind that this release does not know', () => {
    const live = made(aScout()).map((object) => ({
      ...object,
      metadata: { ...object.metadata, annotations: { [madeFor]: 'Ranger/ann' } },
    }));
    expect(decorate([], live)).toEqual(kept(live));
  });

  it('have one emitter: the CR that keeps them, then the first', () => {
    const ann = aScout({ access: 'discovery', as: 'shared' });
    const bob = aScout({ access: 'configuration', as: 'shared' }, { name: 'bob' });
    expect(decorate([bob, ann])).toEqual(wanted(ann));
    const live = made(bob);
    const paused = aScout({ access: 'configuration', as: 'shared', paused: true }, { name: 'bob' });
    expect(decorate([ann, paused], live)).toEqual(kept(live));
  });

  it('a binding of another role goes, to be made anew', () => {
    const scout = aScout();
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
    const live = made(scout).map((object) => (object.kind === 'ClusterRoleBinding' ? { ...object, roleRef } : object));
    expect(decorate([scout], live).map(({ kind }) => kind)).toEqual(['ClusterRole']);
  });

  it('stay while the Namespace goes', () => {
    const leaving = { ...namespace, metadata: { ...namespace.metadata, ...going } };
    expect(decorate([], made(aScout()), leaving)).toEqual(kept(made(aScout())));
  });

  it('have no name of another Namespace', () => {
    const foreign = aScout({ access: 'discovery' }, { namespace: 'other' });
    expect(() => decorate([foreign])).toThrow('is not of namespace demo');
  });

  it('are the same for any order', () => {
    const crs = [
      aScout(),
      aScout({ access: 'configuration' }, { name: 'bob' }),
      aScout({ paused: true }, { name: 'c' }),
    ];
    const live = made(...crs);
    expect(JSON.stringify(decorate(crs.toReversed(), live.toReversed()))).toBe(JSON.stringify(decorate(crs, live)));
    expect(decorate(crs, live).map(objectKey)).toEqual(decorate(crs, live).map(objectKey).toSorted());
  });

  it('need their CRs in the request', () => {
    expect(relateNamespaceExtras('demo', [scoutKind]).at(-1)).toEqual({
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      resource: 'scouts',
      namespace: 'demo',
      labelSelector: {},
    });
  });
});
