import { describe, expect, it } from 'vitest';
import { passGate } from '../../../hooks/kinds/gate.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { stampHash } from '../../../hooks/metacontroller/desired-hash.ts';
import { retain } from '../../../hooks/metacontroller/retain.ts';
import { aWorkload, groupObjects, observe, readyStatus } from '../../fixtures/workload-objects.ts';

const storage = (image: string) =>
  stampHash(aWorkload('StatefulSet', { name: 'storage', podSpec: { containers: [{ name: 'm', image }] } }));
const select = (image: string) =>
  stampHash(aWorkload('Deployment', { name: 'select', podSpec: { containers: [{ name: 'm', image }] } }));
const phases = (image: string) => [
  { name: 'storage', children: [storage(image)] },
  { name: 'select', children: [select(image)] },
];
const at = (image: string, status: object) => observe(storage(image), { status });
const selectAt = (image: string) => observe(select(image), { status: readyStatus });
const rolling = { ...readyStatus, updatedReplicas: 1 };

describe('passGate', () => {
  it.each([
    {
      name: 'first creation: the later phase is not created',
      observed: [],
      children: [storage('v2')],
      notApplied: ['StatefulSet demo/storage'],
      awaited: ['StatefulSet demo/storage is to be applied', 'select waits for storage'],
    },
    {
      name: 'not applied yet: the later phase stays as it is',
      observed: [at('v1', readyStatus), selectAt('v1')],
      children: [storage('v2'), retain(selectAt('v1'), 'vmop')],
      notApplied: ['StatefulSet demo/storage'],
      awaited: ['StatefulSet demo/storage is to be applied', 'select waits for storage'],
    },
    {
      name: 'rolling out: the later phase stays as it is',
      observed: [at('v2', rolling), selectAt('v1')],
      children: [storage('v2'), retain(selectAt('v1'), 'vmop')],
      notApplied: [],
      awaited: ['StatefulSet demo/storage is rolling out generation 1', 'select waits for storage'],
    },
    {
      name: 'ready: the later phase gets its turn',
      observed: [at('v2', readyStatus), selectAt('v1')],
      children: phases('v2').flatMap(({ children }) => children),
      notApplied: ['Deployment demo/select'],
      awaited: ['Deployment demo/select is to be applied'],
    },
    {
      name: 'a later phase that is already as desired waits for nothing',
      observed: [at('v2', rolling), selectAt('v2')],
      children: phases('v2').flatMap(({ children }) => children),
      notApplied: [],
      awaited: ['StatefulSet demo/storage is rolling out generation 1'],
    },
    {
      name: 'all done',
      observed: [at('v2', readyStatus), selectAt('v2')],
      children: phases('v2').flatMap(({ children }) => children),
      notApplied: [],
      awaited: [],
    },
  ])('$name', ({ observed, children, notApplied, awaited }) => {
    const outcome = passGate({
      phases: phases('v2'),
      observed: groupObjects(observed),
      fieldManager: 'vmop',
      isOpen: false,
    });
    expect(outcome).toEqual({ children, notApplied, awaited, failed: [], due: [] });
  });

  it('writes a restless child at once and waits for it only until it exists', () => {
    const [first, second] = phases('v2');
    const config = (text: string) =>
      stampHash({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'config', namespace: 'demo' },
        data: { text },
      });
    const children = [...(second?.children ?? []), config('new')];
    const restless = ['ConfigMap demo/config'];
    const pass = (observed: readonly KubeObject[]) =>
      passGate({
        phases: [first, { name: 'select', children, restless }].filter((phase) => phase !== undefined),
        observed: groupObjects(observed),
        fieldManager: 'vmop',
        isOpen: false,
      });
    const old = observe(config('old'), {});
    expect(pass([at('v2', readyStatus), selectAt('v2')]).awaited).toEqual(['ConfigMap demo/config is to be applied']);
    expect(pass([at('v2', readyStatus), selectAt('v2'), old])).toMatchObject({ awaited: [], notApplied: [] });
    const held = pass([at('v1', readyStatus), selectAt('v1'), old]);
    expect(held.children).toContainEqual(children[1]);
    expect(held.awaited).toEqual(['StatefulSet demo/storage is to be applied', 'select waits for storage']);
  });

  const selectRolling = (image: string) => observe(select(image), { status: { ...readyStatus, updatedReplicas: 1 } });

  it('what is left out because of a mistake is still rolling, and the others wait for it', () => {
    const [first, second] = [
      at('v1', readyStatus),
      observe(select('v1'), { status: rolling, metadata: { generation: 2 } }),
    ];
    const { children, awaited } = passGate({
      phases: [
        { name: 'storage', children: [storage('v2')] },
        { name: 'select', children: [], leftOut: [select('v2')], isBroken: true },
      ],
      observed: groupObjects([first, second]),
      fieldManager: 'vmop',
      isOpen: false,
    });
    expect(children).toEqual([retain(first, 'vmop')]);
    expect(awaited).toEqual(['storage waits for select']);
  });

  it('a later phase that is rolling gets its new state first, and an earlier one waits for it', () => {
    const outcome = passGate({
      phases: phases('v3'),
      observed: groupObjects([at('v2', readyStatus), selectRolling('v2')]),
      fieldManager: 'vmop',
      isOpen: false,
    });
    expect(outcome).toEqual({
      children: [retain(at('v2', readyStatus), 'vmop'), select('v3')],
      notApplied: ['Deployment demo/select'],
      awaited: ['storage waits for select', 'Deployment demo/select is to be applied'],
      failed: [],
      due: [],
    });
  });

  it('a phase without pods waits for no roll-out: what it brings may be what the roll-out lacks', () => {
    const role = stampHash({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a', namespace: 'demo' } });
    const outcome = passGate({
      phases: [
        { name: 'access', children: [role] },
        { name: 'select', children: [select('v2')] },
      ],
      observed: groupObjects([selectRolling('v2')]),
      fieldManager: 'vmop',
      isOpen: false,
    });
    expect(outcome.children).toEqual([role, select('v2')]);
  });

  const service = (clusterIP: string) =>
    stampHash({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's', namespace: 'demo' },
      spec: { clusterIP },
    });
  const key = 'Service demo/s';
  it.each([
    { name: 'is left out of one answer', live: [observe(service('None'))], blocked: false, children: [] },
    { name: 'comes with the next', live: [], blocked: false, children: [service('')] },
    {
      name: 'stays as long as it has to wait',
      live: [observe(service('None'))],
      blocked: true,
      children: [storage('v2'), retain(observe(service('None')), 'vmop')],
    },
  ])('what has to be made anew $name', ({ live, blocked, children }) => {
    const phase = { name: 'services', children: [service('')], remade: new Set([key]) };
    const outcome = passGate({
      phases: blocked ? [{ name: 'storage', children: [storage('v2')] }, phase] : [phase],
      observed: groupObjects(live),
      fieldManager: 'vmop',
      isOpen: false,
    });
    expect(outcome.children).toEqual(children);
    expect(outcome.notApplied).toEqual(blocked ? ['StatefulSet demo/storage'] : [key]);
  });

  it('never waits when it is open', () => {
    const outcome = passGate({ phases: phases('v2'), observed: {}, fieldManager: 'vmop', isOpen: true });
    expect(outcome.children).toHaveLength(2);
  });

  it('a broken phase and a failed one hold what comes later', () => {
    const [first = { name: '', children: [] }, second = first] = phases('v2');
    const broken = passGate({
      phases: [{ name: 'storage', children: [], isBroken: true }, second],
      observed: {},
      fieldManager: 'vmop',
      isOpen: false,
    });
    expect(broken).toMatchObject({ children: [], awaited: ['select waits for storage'] });
    const failedStatus = {
      ...readyStatus,
      readyReplicas: 0,
      conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
    };
    const failed = passGate({
      phases: [second, first],
      observed: groupObjects([observe(select('v2'), { status: failedStatus })]),
      fieldManager: 'vmop',
      isOpen: false,
    });
    expect(failed).toMatchObject({
      failed: ['Deployment demo/select made no progress within its deadline; look at its pods'],
      awaited: ['storage waits for select'],
    });
  });
});
