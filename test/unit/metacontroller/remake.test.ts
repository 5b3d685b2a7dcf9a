import { expect, it } from 'vitest';
import { mustRemake } from '../../../hooks/metacontroller/remake.ts';

const service = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 's', namespace: 'demo' },
  spec,
});

it.each([
  { name: 'gets an address', observed: { clusterIP: 'None' }, desired: {}, remade: true },
  { name: 'loses its address', observed: { clusterIP: '10.0.0.1' }, desired: { clusterIP: 'None' }, remade: true },
  { name: 'keeps its address', observed: { clusterIP: '10.0.0.1' }, desired: {}, remade: false },
  {
    name: 'asks for another address',
    observed: { clusterIP: '10.0.0.1' },
    desired: { clusterIP: '10.0.0.2' },
    remade: false,
  },
  { name: 'stays without', observed: { clusterIP: 'None' }, desired: { clusterIP: 'None' }, remade: false },
  { name: 'becomes a name', observed: { clusterIP: 'None' }, desired: { type: 'ExternalName' }, remade: false },
])('a Service that $name is made anew: $remade', ({ observed, desired, remade }) => {
  expect(mustRemake(service(desired), service(observed))).toBe(remade);
});

it('nothing but Services', () => {
  const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 's', namespace: 'demo' } };
  expect(mustRemake({ ...set, spec: { clusterIP: 'None' } }, set)).toBe(false);
});
