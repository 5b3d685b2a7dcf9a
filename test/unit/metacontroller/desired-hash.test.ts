import { expect, it } from 'vitest';
import { desiredHash, observedHash, stampHash } from '../../../hooks/metacontroller/desired-hash.ts';
import { aWorkload } from '../../fixtures/workload-objects.ts';

const object = aWorkload('Deployment');

it('is stable: key order and its own annotation do not count, everything else does', () => {
  const { kind, apiVersion, ...rest } = object;
  expect(desiredHash({ ...rest, kind, apiVersion })).toBe(desiredHash(object));
  expect(stampHash(stampHash(object))).toEqual(stampHash(object));
  expect(desiredHash(stampHash(object))).toBe(desiredHash(object));
  expect(desiredHash({ ...object, spec: {} })).not.toBe(desiredHash(object));
  expect(desiredHash({ ...object, metadata: { ...object.metadata, annotations: { a: 'b' } } })).not.toBe(
    desiredHash(object),
  );
});

it('stands on the own metadata, never in the pod template', () => {
  const stamped = stampHash(object);
  expect(observedHash(stamped)).toMatch(/^[0-9a-f]{16}$/);
  expect(stamped.spec).toBe(object.spec);
  expect(observedHash(object)).toBeUndefined();
});

it('throws where JSON would lose something', () => {
  expect(() => desiredHash({ ...object, spec: { a: undefined } })).toThrow('undefined');
});
