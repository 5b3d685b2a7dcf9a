import { describe, expect, it } from 'vitest';
import { reasons } from '../../../hooks/api/reasons.ts';
import {
  namespaceExtrasChildKinds,
  namespaceExtrasRelatedKinds,
} from '../../../hooks/kinds/namespace-extras/relate.ts';
import { groupKey } from '../../../hooks/metacontroller/contract.ts';
import { createLoad } from '../../../hooks/server/load.ts';
import { aHooksService, aSyncBody, boxKind, nothing, type TestService } from '../../fixtures/hooks-service.ts';

const path = '/hooks/v1/box/sync';
const token = 'first-token-0123456789';

function post(
  { app }: TestService,
  url: string,
  payload: string | Buffer | object,
  headers: Record<string, string> = {},
) {
  return app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
}

async function sampleOf(
  service: TestService,
  name: string,
  labels: Record<string, string>,
): Promise<number | undefined> {
  const metric = await service.metrics.registry.getSingleMetric(name)?.get();
  return metric?.values.find(({ labels: found }) =>
    Object.entries(labels).every(([key, value]) => found[key] === value),
  )?.value;
}

const configMap = (name: string, data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'demo' },
  data,
});

describe('a hook', () => {
  const service = aHooksService({
    registry: [
      boxKind(({ parent, now }) => ({
        children: [configMap(parent.metadata.name, { now })],
        status: { updateStatus: 'operational' },
        resyncAfterSeconds: 5,
      })),
    ],
  });

  it.each(['/hooks/v1/box/sync', '/hooks/v1/Box/sync'])('answers %s', async (url) => {
    const answer = await post(service, url, aSyncBody());
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json()).toEqual({
      children: [configMap('oak', { now: '2026-01-01T00:00:00Z' })],
      status: { updateStatus: 'operational' },
      resyncAfterSeconds: 5,
    });
  });

  it('answers customize and the decorator on Namespaces', async () => {
    const customize = await post(service, '/hooks/v1/box/customize', aSyncBody());
    expect([customize.statusCode, customize.json()]).toEqual([200, { relatedResources: [] }]);
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } };
    const groups = namespaceExtrasRelatedKinds([]).map(({ apiVersion, kind }) => [groupKey(apiVersion, kind), {}]);
    const body = {
      object: namespace,
      attachments: Object.fromEntries(
        namespaceExtrasChildKinds.map(({ apiVersion, kind }) => [groupKey(apiVersion, kind), {}]),
      ),
      related: Object.fromEntries(groups),
    };
    const decorate = await post(service, '/hooks/v1/namespace-extras/sync', body);
    expect([decorate.statusCode, decorate.json()]).toMatchObject([200, { attachments: [] }]);
    const extras = await post(service, '/hooks/v1/namespace-extras/customize', { parent: namespace });
    expect(extras.statusCode).toBe(200);
  });

  it('writes one line per sync, without content', async () => {
    const fresh = aHooksService({
      registry: [boxKind(() => ({ children: [configMap('a', {})], status: { updateStatus: 'operational' } }))],
    });
    const payload = JSON.stringify(aSyncBody());
    const answer = await post(fresh, path, payload);
    expect(fresh.lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        hook: 'sync',
        kind: 'box',
        namespace: 'demo',
        name: 'oak',
        generation: 3,
        ms: expect.any(Number),
        bytesIn: payload.length,
        bytesOut: answer.body.length,
        children: 1,
        updateStatus: 'operational',
        message: 'sync answered',
      },
    ]);
  });

  it('warns of a failed status and counts unreadable objects', async () => {
    const time = '2026-01-01T00:00:00Z';
    const status = {
      updateStatus: 'failed',
      conditions: [
        { type: 'Ready', status: 'False', reason: 'InvalidField', lastTransitionTime: time, lastUpdateTime: time },
      ],
    };
    const failing = aHooksService({ registry: [boxKind(() => ({ children: [], status }))] });
    await post(failing, path, aSyncBody());
    expect(failing.lines()).toMatchObject([{ level: 'warn', updateStatus: 'failed', reason: 'InvalidField' }]);
    const labels = { controller: 'box', namespaced_name: 'demo/oak' };
    expect(await sampleOf(failing, 'operator_controller_object_parsing_errors_total', labels)).toBe(1);
    expect(
      await sampleOf(failing, 'operator_object_status', { name: 'oak', namespace: 'demo', status: 'failed' }),
    ).toBe(1);
  });

  it('keeps a key __proto__ of a ConfigMap', async () => {
    const seen: string[] = [];
    const looking = aHooksService({
      registry: [
        boxKind(({ children }) => {
          const [child] = Object.values(children['ConfigMap.v1'] ?? {});
          seen.push(JSON.stringify(child));
          return nothing;
        }),
      ],
    });
    const child =
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"demo"},"data":{"__proto__":"x"}}';
    const text = JSON.stringify(aSyncBody()).replace('"ConfigMap.v1":{}', `"ConfigMap.v1":{"demo/a":${child}}`);
    expect((await post(looking, path, text)).statusCode, looking.logText()).toBe(200);
    expect(seen).toEqual([child]);
  });

  it.each([
    { name: 'non-ASCII name', metadata: { name: 'größe-日本', namespace: 'demo' } },
    { name: 'name at the limit', metadata: { name: 'a'.repeat(253), namespace: 'demo' } },
    { name: 'line break in a name', metadata: { name: 'a\n{"level":"info"}', namespace: 'demo' } },
  ])('takes a $name and writes one line', async ({ metadata }) => {
    const fresh = aHooksService();
    expect((await post(fresh, path, aSyncBody({}, metadata))).statusCode).toBe(200);
    expect(fresh.logText().trimEnd().split('\n')).toHaveLength(1);
    expect(fresh.lines()).toMatchObject([{ name: metadata.name }]);
  });
});

describe('a request is refused:', () => {
  const sync = aSyncBody();
  it.each([
    { name: 'another release', url: '/hooks/v2/box/sync', body: sync, status: 503, reason: 'OtherRelease', retry: '2' },
    { name: 'an unknown kind', url: '/hooks/v1/vase/sync', body: sync, status: 404, reason: 'UnknownHook' },
    { name: 'an unknown verb', url: '/hooks/v1/box/finalize', body: sync, status: 404, reason: 'UnknownHook' },
    {
      name: 'a key of Object.prototype as kind',
      url: '/hooks/v1/constructor/sync',
      body: sync,
      status: 404,
      reason: 'UnknownHook',
    },
    {
      name: 'an overlong kind',
      url: `/hooks/v1/${'x'.repeat(5000)}/sync`,
      body: sync,
      status: 414,
      reason: 'InvalidRequest',
    },
    { name: 'a broken escape', url: '/hooks/v1/%/sync', body: sync, status: 400, reason: 'InvalidRequest' },
    { name: 'another path', url: '/', body: sync, status: 404, reason: 'UnknownHook' },
    { name: 'no JSON', url: path, body: '{"parent": secretvalue', status: 400, reason: 'InvalidRequest' },
    { name: 'an empty body', url: path, body: '', status: 400, reason: 'InvalidRequest' },
    { name: 'a list', url: path, body: [], status: 400, reason: 'InvalidRequest' },
    { name: 'null', url: path, body: 'null', status: 400, reason: 'InvalidRequest' },
    {
      name: 'bytes that are no UTF-8',
      url: path,
      body: Buffer.from('{"a":"\xff"}', 'latin1'),
      status: 400,
      reason: 'InvalidRequest',
    },
    {
      name: 'a parent without name',
      url: path,
      body: { ...sync, parent: { kind: 'Box' } },
      status: 400,
      reason: 'InvalidRequest',
    },
    { name: 'a missing group', url: path, body: { ...sync, children: {} }, status: 500, reason: 'GroupMissing' },
    {
      name: 'a body above the limit',
      url: path,
      body: `"${'x'.repeat(1_000_000)}"`,
      status: 413,
      reason: 'BodyTooLarge',
    },
  ] as const)('$name', async ({ url, body, status, reason, ...rest }) => {
    const service = aHooksService();
    const answer = await post(service, url, body);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toBe(`${reason}: ${reasons[reason].meaning}`);
    expect(answer.headers['retry-after']).toBe('retry' in rest ? rest.retry : undefined);
    expect(service.lines()).toMatchObject([{ status, reason }]);
    expect(service.logText()).not.toContain('secretvalue');
  });

  it('another content type', async () => {
    const answer = await post(aHooksService(), path, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.statusCode, answer.body]).toEqual([415, `InvalidRequest: ${reasons.InvalidRequest.meaning}`]);
  });

  it('too many at once, and any while draining; room is made by those that end', async () => {
    const load = createLoad({ maxRequests: 1, maxBodyBytes: 10 });
    const service = aHooksService({ load });
    const other = load.enter(5);
    const busy = await post(service, path, sync);
    expect([busy.statusCode, busy.headers['retry-after'], busy.body]).toEqual([
      429,
      '2',
      `Overloaded: ${reasons.Overloaded.meaning}`,
    ]);
    if (typeof other === 'object') other.release();
    expect((await post(service, path, sync)).statusCode).toBe(200);
    expect(load.requests).toBe(0);
    load.drain();
    const draining = await post(service, path, sync);
    expect([draining.statusCode, draining.headers['retry-after'], draining.headers.connection]).toEqual([
      429,
      '2',
      'close',
    ]);
  });

  it('with a body of at most 200 bytes, whatever the reason', () => {
    for (const [reason, { meaning }] of Object.entries(reasons)) {
      expect(Buffer.byteLength(`${reason}: ${meaning}`), reason).toBeLessThanOrEqual(200);
    }
  });
});

describe('bearer tokens', () => {
  const service = aHooksService({ tokens: () => [token, 'second-token-987654321'] });
  it.each([
    { header: `Bearer ${token}`, status: 200 },
    { header: 'bearer second-token-987654321', status: 200 },
    { header: `Bearer ${token}x`, status: 401 },
    { header: 'Bearer ', status: 401 },
    { header: `Basic ${token}`, status: 401 },
    { header: undefined, status: 401 },
  ])('$header gives $status', async ({ header, status }) => {
    const answer = await post(service, path, aSyncBody(), header === undefined ? {} : { authorization: header });
    expect(answer.statusCode).toBe(status);
    expect(service.logText()).not.toContain(token);
  });

  it('are asked for before anything is told', async () => {
    const answers = await Promise.all(
      ['/hooks/v2/box/sync', '/hooks/v1/vase/sync', '/'].map((url) => post(service, url, {})),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
  });
});

describe('a fault of ours', () => {
  it('fails that request only, and neither answer nor log quote the object', async () => {
    const service = aHooksService({
      registry: [
        boxKind(({ parent }) => {
          if (parent.metadata.name === 'bad') throw new TypeError('cannot read s3cret of undefined');
          return nothing;
        }),
      ],
    });
    const [bad, good] = await Promise.all([
      post(service, path, aSyncBody({}, { name: 'bad' })),
      post(service, path, aSyncBody()),
    ]);
    expect([bad.statusCode, good.statusCode]).toEqual([500, 200]);
    expect(bad.body).toBe(`HookFailed: ${reasons.HookFailed.meaning}`);
    expect(service.logText()).not.toContain('s3cret');
    const [line] = service.lines();
    expect(line).toMatchObject({
      level: 'error',
      name: 'bad',
      reason: 'HookFailed',
      error: expect.stringContaining('TypeError'),
    });
    expect(JSON.stringify(line?.['frames'])).toContain('hooks-app.test.ts');
    expect(await sampleOf(service, 'controller_runtime_reconcile_errors_total', { controller: 'box' })).toBe(1);
    expect(await sampleOf(service, 'operator_log_messages_total', { level: 'error' })).toBe(1);
  });

  it('is stopped by the guard and counted', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'demo' },
      data: { key: 'czNjcmV0' },
    };
    const service = aHooksService({ registry: [boxKind(() => ({ ...nothing, children: [secret] }))] });
    const answer = await post(service, path, aSyncBody());
    expect([answer.statusCode, answer.body]).toEqual([
      500,
      `ChildKindUndeclared: ${reasons.ChildKindUndeclared.meaning}`,
    ]);
    expect(
      await sampleOf(service, 'vmop_guard_refusals_total', { controller: 'box', reason: 'ChildKindUndeclared' }),
    ).toBe(1);
    expect(
      await sampleOf(service, 'vmop_hook_failures_total', { controller: 'box', reason: 'ChildKindUndeclared' }),
    ).toBe(1);
    expect(service.logText()).not.toContain('czNjcmV0');
  });
});

it('no label value comes from a URL', async () => {
  const service = aHooksService();
  await post(service, '/hooks/v1/hostile/sync', {});
  await post(service, '/hostile', {});
  expect(await service.metrics.registry.metrics()).not.toContain('hostile');
});

it('64 MiB are taken by the default limit, one byte more is not', async () => {
  const limit = 64 * 1024 * 1024;
  const service = aHooksService({
    options: { release: 'v1', bodyLimitBytes: limit },
    load: createLoad({ maxRequests: 1, maxBodyBytes: 1 }),
  });
  const body = Buffer.from(JSON.stringify(aSyncBody()));
  const full = Buffer.alloc(limit, ' ');
  body.copy(full);
  expect((await post(service, path, full)).statusCode).toBe(200);
  expect((await post(service, path, Buffer.concat([full, Buffer.from(' ')]))).statusCode).toBe(413);
});
