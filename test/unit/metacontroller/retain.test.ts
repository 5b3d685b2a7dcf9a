import { describe, expect, it } from 'vitest';
import { applyObject } from '../../../hooks/driver/apply.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { retain, retainAll } from '../../../hooks/metacontroller/retain.ts';
import { aWorkload, groupObjects, observe } from '../../fixtures/workload-objects.ts';

const entry = (fieldsV1: object, patch: object = {}) => ({
  manager: 'vmop',
  operation: 'Apply',
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1,
  ...patch,
});
const aService = (managedFields: object[], spec: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db', namespace: 'demo', uid: '1', resourceVersion: '7', managedFields },
  spec,
});

describe('retain', () => {
  it.each([
    {
      name: 'scalars of others and defaults are left out',
      fields: { 'f:spec': { 'f:type': {} } },
      spec: { type: 'ClusterIP', clusterIP: '10.0.0.1', sessionAffinity: 'None' },
      want: { type: 'ClusterIP' },
    },
    {
      name: 'a leaf copies an atomic map whole',
      fields: { 'f:spec': { 'f:selector': {} } },
      spec: { selector: { app: 'db', role: 'main' } },
      want: { selector: { app: 'db', role: 'main' } },
    },
    {
      name: 'items by key keep the observed order and leave out a defaulted key',
      fields: {
        'f:spec': {
          'f:ports': {
            'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {}, 'f:name': {} },
            'k:{"port":53,"protocol":"UDP"}': { '.': {}, 'f:port': {}, 'f:protocol': {} },
          },
        },
      },
      spec: {
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP', nodePort: 3 },
          { name: 'foreign', port: 81, protocol: 'TCP' },
          { name: 'http', port: 80, protocol: 'TCP', targetPort: 80 },
        ],
      },
      want: {
        ports: [
          { port: 53, protocol: 'UDP' },
          { name: 'http', port: 80 },
        ],
      },
    },
    {
      name: 'an item of which only membership is owned keeps its keys',
      fields: { 'f:spec': { 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {} } } } },
      spec: { ports: [{ port: 80, protocol: 'TCP', name: 'x' }] },
      want: { ports: [{ port: 80, protocol: 'TCP' }] },
    },
    {
      name: 'set items and indexed items',
      fields: { 'f:spec': { 'f:externalIPs': { 'v:"1.1.1.1"': {} }, 'f:list': { 'i:1': {} } } },
      spec: { externalIPs: ['2.2.2.2', '1.1.1.1'], list: ['a', 'b'] },
      want: { externalIPs: ['1.1.1.1'], list: ['b'] },
    },
    {
      name: 'what is gone, or became something else, is not made up',
      fields: {
        'f:spec': { 'f:type': {}, 'f:a': { 'f:b': {} }, 'f:ports': { 'k:{"port":1}': { 'f:port': {} } }, 'f:gone': {} },
      },
      spec: { type: 'x', a: 'text', ports: [] },
      want: { type: 'x' },
    },
    {
      name: 'an owned empty container stays one',
      fields: { 'f:spec': { 'f:selector': { '.': {} }, 'f:ports': { '.': {} } } },
      spec: { selector: { foreign: '1' }, ports: [{ port: 1 }] },
      want: { selector: {}, ports: [] },
    },
  ])('$name', ({ fields, spec, want }) => {
    expect(retain(aService([entry(fields)], spec), 'vmop')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db', namespace: 'demo' },
      spec: want,
    });
  });

  it('drops owner references, the selector label and status, keeps other labels and the hash', () => {
    const live = observe(
      {
        ...aWorkload('Deployment'),
        metadata: {
          name: 'db',
          namespace: 'demo',
          labels: { 'controller-uid': 'u', app: 'db' },
          annotations: { 'vmop.victoriametrics.com/desired-hash': 'h' },
          ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'u' }],
        },
      },
      { status: { readyReplicas: 1 } },
    );
    const { metadata, status } = retain(live, 'vmop');
    expect(status).toBeUndefined();
    expect(metadata).toEqual({
      name: 'db',
      namespace: 'demo',
      labels: { app: 'db' },
      annotations: { 'vmop.victoriametrics.com/desired-hash': 'h' },
    });
  });

  it.each([
    { name: 'no entry at all', fields: [] },
    { name: 'an empty entry', fields: [entry({})] },
    { name: 'another manager', fields: [entry({ 'f:spec': { 'f:type': {} } }, { manager: 'kubectl' })] },
    { name: 'our Update', fields: [entry({ 'f:spec': { 'f:type': {} } }, { operation: 'Update' })] },
    { name: 'our status subresource', fields: [entry({ 'f:status': {} }, { subresource: 'status' })] },
  ])('answers the name alone where we own nothing: $name', ({ fields }) => {
    const live = {
      ...aService(fields, { type: 'ClusterIP' }),
      metadata: { ...aService(fields, {}).metadata, annotations: { 'vmop.victoriametrics.com/desired-hash': 'h' } },
    };
    expect(retain(live, 'vmop')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db', namespace: 'demo' },
    });
  });

  it('throws when our fields belong to another apiVersion', () => {
    expect(() => retain(aService([entry({}, { apiVersion: 'v2' })], {}), 'vmop')).toThrow('applied at v2');
  });

  it('is a no-op apply even where others changed the object', () => {
    const live = observe(aWorkload('Deployment', { podSpec: { hostAliases: [{ ip: '1.1.1.1', hostnames: ['a'] }] } }));
    const shared = applyObject(
      live,
      { ...live, metadata: { name: 'db', namespace: 'demo', labels: { team: 'x' } }, spec: { paused: true } },
      'kubectl',
    );
    expect(applyObject(shared, retain(shared, 'vmop'), 'vmop').spec).toEqual(shared.spec);
  });

  it('orders retained objects by group and name', () => {
    const [a, b, c] = [
      aWorkload('Deployment', { name: 'b' }),
      aWorkload('Deployment', { name: 'a' }),
      aWorkload('DaemonSet'),
    ];
    const names = retainAll(groupObjects([a, b, c].map((object) => observe(object))), 'vmop').map(
      ({ kind, metadata }) => `${kind} ${metadata.name}`,
    );
    expect(names).toEqual(['DaemonSet db', 'Deployment a', 'Deployment b']);
  });
});
