import { describe, expect, it } from 'vitest';
import { ActionFailure } from '../../../hooks/actions/action-failure.ts';
import { patientServer } from '../../../hooks/actions/api-server.ts';
import { growClaims } from '../../../hooks/actions/grow-claims.ts';
import { replaceStatefulSet } from '../../../hooks/actions/replace-stateful-set.ts';
import type { Action } from '../../../hooks/kinds/actions/action.ts';
import type { JsonObject } from '../../../hooks/lib/json.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { observedHash, stampHash } from '../../../hooks/metacontroller/desired-hash.ts';
import { aWorkload, observe, readyStatus } from '../../fixtures/workload-objects.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}
type Reply = { readonly code: number; readonly body: JsonObject };

/** An API server that answers by a function, and the calls that it got. */
function aServer(reply: (call: Call, count: number) => Reply | Error, patience = 0) {
  const calls: Call[] = [];
  const server = patientServer(async (call) => {
    calls.push(call);
    const answer = reply(call, calls.length);
    if (answer instanceof Error) throw answer;
    return answer;
  }, patience);
  return { server, calls };
}

const ok = (object: object): Reply => ({ code: 200, body: { ...object } });
const target = { namespace: 'demo', statefulSet: 'db', uid: 'uid-db' };
const silent = () => undefined;

const claim = (name: string, storage: string, uid = `uid-${name}`): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'demo', uid, resourceVersion: '7' },
  spec: { resources: { requests: { storage } } },
});
const grow: Extract<Action, { verb: 'grow' }> = {
  ...target,
  verb: 'grow',
  claims: ['a', 'b'].map((name) => ({ name, uid: `uid-${name}`, size: '2Gi' })),
};
const nameIn = (path: string) => /persistentvolumeclaims\/([a-z]+)/.exec(path)?.[1] ?? '';
const writes = (calls: readonly Call[]) =>
  calls
    .filter(({ method }) => method !== 'GET')
    .map(({ path }) => `${nameIn(path)}${path.includes('dryRun') ? ' dry' : ''}`);

describe('patientServer', () => {
  it.each([
    { name: 'a role that comes late', first: { code: 403, body: {} }, patience: 5000, calls: 2 },
    { name: 'a busy server', first: { code: 503, body: {} }, patience: 5000, calls: 2 },
    { name: 'no answer', first: new Error('ECONNREFUSED'), patience: 5000, calls: 2 },
    { name: 'a conflict is an answer', first: { code: 409, body: {} }, patience: 5000, calls: 1 },
  ])('tries again: $name', async ({ first, patience, calls: wanted }) => {
    const { server, calls } = aServer((_, count) => (count === 1 ? first : ok(claim('a', '1Gi'))), patience);
    await server.ask({ method: 'GET', path: '/x' });
    expect(calls).toHaveLength(wanted);
  });

  it.each([
    {
      name: 'refused for good',
      reply: { code: 403, body: { message: 'exceeded quota' } },
      fault: 'refused',
      says: '403: exceeded quota',
    },
    { name: 'invalid', reply: { code: 422, body: { message: 'no' } }, fault: 'refused', says: '422: no' },
    { name: 'no answer for good', reply: new Error('ECONNREFUSED'), fault: 'unreachable', says: 'ECONNREFUSED' },
  ])('gives up: $name', async ({ reply, fault, says }) => {
    const { server } = aServer(() => reply);
    const failure = await server.ask({ method: 'GET', path: '/x' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ActionFailure);
    expect(failure).toMatchObject({ fault, message: expect.stringContaining(says) });
  });
});

describe('growClaims', () => {
  it('tries all without effect, then grows those that are smaller, with the version that was looked at', async () => {
    const { server, calls } = aServer(({ method, path }) =>
      ok(claim(nameIn(path), method === 'GET' && nameIn(path) === 'b' ? '3Gi' : '1Gi')),
    );
    await growClaims(grow, server, silent);
    expect(writes(calls)).toEqual(['a dry', 'a']);
    expect(calls.at(-2)?.body).toEqual({
      metadata: { uid: 'uid-a', resourceVersion: '7' },
      spec: { resources: { requests: { storage: '2Gi' } } },
    });
  });

  it('grows none where the API server refuses one', async () => {
    const { server, calls } = aServer(({ method, path }) =>
      method === 'PATCH' && nameIn(path) === 'b'
        ? { code: 422, body: { message: 'no' } }
        : ok(claim(nameIn(path), '1Gi')),
    );
    await expect(growClaims(grow, server, silent)).rejects.toThrow('422: no');
    expect(writes(calls)).toEqual(['a dry', 'b dry']);
  });

  it.each([
    { name: 'is gone', reply: () => ({ code: 404, body: {} }) },
    { name: 'is another', reply: () => ok(claim('a', '1Gi', 'other')) },
  ])('leaves a claim alone that $name', async ({ reply }) => {
    const { server, calls } = aServer(reply);
    await growClaims(grow, server, silent);
    expect(writes(calls)).toEqual([]);
  });

  it('never lowers what somebody raised meanwhile', async () => {
    let size = '1Gi';
    const { server, calls } = aServer(({ method, path }) => {
      if (method === 'GET') return ok(claim(nameIn(path), size));
      size = '5Gi';
      return { code: 409, body: {} };
    });
    await growClaims(grow, server, silent);
    expect(writes(calls)).toEqual(['a dry']);
  });
});

describe('replaceStatefulSet', () => {
  const live = (patch: object = {}) =>
    observe(stampHash(aWorkload('StatefulSet')), { status: readyStatus, metadata: { resourceVersion: '7', ...patch } });
  const replace: Extract<Action, { verb: 'replace' }> = {
    ...target,
    verb: 'replace',
    hash: observedHash(live()) ?? '',
  };

  it('deletes it around its pods, provided it is still the same', async () => {
    const { server, calls } = aServer(() => ok(live()));
    await replaceStatefulSet(replace, server, silent);
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
    expect(calls[1]?.body).toEqual({
      propagationPolicy: 'Orphan',
      preconditions: { uid: 'uid-db', resourceVersion: '7' },
    });
  });

  it('looks again after a conflict', async () => {
    const { server, calls } = aServer(({ method }, count) =>
      method === 'DELETE' && count === 2 ? { code: 409, body: {} } : ok(live()),
    );
    await replaceStatefulSet(replace, server, silent);
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET', 'DELETE']);
  });

  it.each([
    { name: 'gone', reply: { code: 404, body: {} } },
    { name: 'another', reply: ok(live({ uid: 'other' })) },
    { name: 'on its way out', reply: ok(live({ deletionTimestamp: '2026-01-01T00:00:00Z' })) },
  ])('has nothing to do for one that is $name', async ({ reply }) => {
    const { server, calls } = aServer(() => reply);
    await replaceStatefulSet(replace, server, silent);
    expect(calls.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    {
      name: 'is not ready',
      first: observe(stampHash(aWorkload('StatefulSet')), { status: { ...readyStatus, readyReplicas: 1 } }),
    },
    { name: 'is another than was wanted', first: live({ annotations: {} }) },
  ])('waits while it $name', async ({ first }) => {
    const { server, calls } = aServer((_, count) => ok(count === 1 ? first : live()));
    await replaceStatefulSet(replace, server, silent);
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'GET', 'DELETE']);
  });
});
