import { describe, expect, it } from 'vitest';
import { checkStatus, parseObject } from '../../../hooks/api/parse.ts';
import { vmservicescrapeApi } from '../../../hooks/api/vmservicescrape.ts';
import { vmsingleApi } from '../../../hooks/api/vmsingle.ts';

const vmsingle = (spec?: unknown, more: object = {}) => ({
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind: 'VMSingle',
  metadata: { name: 'a', namespace: 'b' },
  ...(spec === undefined ? {} : { spec }),
  ...more,
});

function issuesOf(object: unknown): readonly [string, string][] {
  const parsed = parseObject(vmsingleApi, object);
  return parsed.ok ? [] : parsed.error.map(({ path, message }) => [path, message]);
}

describe('parseObject refuses', () => {
  it.each([
    { spec: { port: 8429 }, path: 'spec.port', says: 'must be a string, got a number (put it in quotes)' },
    { spec: { paused: 'yes' }, path: 'spec.paused', says: 'must be true or false, got a string' },
    { spec: { replicaCount: 1.5 }, path: 'spec.replicaCount', says: 'must be a whole number, got a number' },
    { spec: { replicaCount: 2 ** 31 }, path: 'spec.replicaCount', says: 'must be at most 2147483647' },
    {
      spec: { volumes: [{}, { name: 7 }] },
      path: 'spec.volumes[1].name',
      says: 'must be a string, got a number (put it in quotes)',
      at: 1,
    },
    { spec: { volumes: {} }, path: 'spec.volumes', says: 'must be a list, got an object' },
    { spec: { image: [] }, path: 'spec.image', says: 'must be an object, got a list' },
    { spec: { logLevel: 'info' }, path: 'spec.logLevel', says: 'must be one of: INFO, WARN, ERROR, FATAL, PANIC' },
    {
      spec: { retentionPeriod: '1 month' },
      path: 'spec.retentionPeriod',
      says: 'must match the pattern ^[0-9]+(h|d|w|y)?$',
    },
    {
      spec: { resources: { limits: { cpu: '1 core' } } },
      path: 'spec.resources.limits.cpu',
      says: 'must be a quantity such as 100m, 1.5 or 2Gi',
    },
    {
      spec: { scrapeClasses: [{ name: '' }] },
      path: 'spec.scrapeClasses[0].name',
      says: 'must have at least 1 character',
    },
    { spec: { relabelConfig: { name: 'x' } }, path: 'spec.relabelConfig.key', says: 'is required' },
    { spec: { relabelConfig: { name: 'x', key: null } }, path: 'spec.relabelConfig.key', says: 'is required' },
    { spec: { secrets: ['a', null] }, path: 'spec.secrets[1]', says: 'must be a string, got null' },
    {
      spec: { containers: [{ name: 'c', ports: [{ containerPort: 'http' }] }] },
      path: 'spec.containers[0].ports[0].containerPort',
      says: 'must be a number, got a string',
    },
    {
      spec: { readinessProbe: { httpGet: { port: true } } },
      path: 'spec.readinessProbe.httpGet.port',
      says: 'must be a whole number or a string',
    },
    {
      spec: { inlineRelabelConfig: [{ regex: 5 }] },
      path: 'spec.inlineRelabelConfig[0].regex',
      says: 'must be a string or a list of strings',
    },
    {
      spec: { vpa: { resourcePolicy: { containerPolicies: [{ memoryAggregationIntervalCount: 0 }] } } },
      path: 'spec.vpa.resourcePolicy.containerPolicies[0].memoryAggregationIntervalCount',
      says: 'must be at least 1',
    },
    { spec: 'x', path: 'spec', says: 'must be an object, got a string' },
  ])('$spec', ({ spec, path, says, at = 0 }) => {
    expect(issuesOf(vmsingle(spec))[at]).toEqual([path, `${path} ${says}`]);
  });

  it.each([
    { object: null, path: '', says: 'A VMSingle must be an object' },
    { object: [], path: '', says: 'A VMSingle must be an object' },
    { object: vmsingle({}, { kind: 'VMAgent' }), path: 'kind', says: 'kind must be one of: VMSingle' },
    {
      object: vmsingle({}, { apiVersion: 'v1' }),
      path: 'apiVersion',
      says: 'apiVersion must be one of: operator.victoriametrics.com/v1beta1',
    },
    {
      object: vmsingle({}, { metadata: { namespace: 'b' } }),
      path: 'metadata.name',
      says: 'metadata.name is required',
    },
    {
      object: vmsingle({}, { metadata: { name: 'a', namespace: 'b', annotations: { 'a.b/c': 1 } } }),
      path: 'metadata.annotations["a.b/c"]',
      says: 'metadata.annotations["a.b/c"] must be a string, got a number (put it in quotes)',
    },
  ])('$says', ({ object, path, says }) => {
    expect(issuesOf(object)).toEqual([[path, says]]);
  });

  it('never repeats a value, which may be a secret', () => {
    const secret = 'hunter2-hunter2';
    const issues = issuesOf(
      vmsingle({ license: { key: [secret] }, logLevel: secret, retentionPeriod: secret, replicaCount: secret }),
    );
    expect(issues).toHaveLength(4);
    expect(JSON.stringify(issues)).not.toContain(secret);
  });
});

describe('parseObject accepts', () => {
  it('an object as it is, without a copy, unknown and newer fields included', () => {
    const object = vmsingle(
      { paused: true, volumes: [{ name: 'v', fromTheFuture: { a: 1 } }], newField: {} },
      { status: {} },
    );
    const parsed = parseObject(vmsingleApi, object);
    expect(parsed.ok && parsed.value).toBe(object);
  });

  it('a missing spec as an empty one', () => {
    expect(parseObject(vmsingleApi, vmsingle())).toEqual({ ok: true, value: vmsingle({}) });
  });

  it('nulls as left out, as deep as they come, and changes nothing in its input', () => {
    const object = vmsingle({
      paused: null,
      affinity: { nodeAffinity: null },
      volumes: [{ name: 'v', emptyDir: { medium: null } }],
    });
    const before = structuredClone(object);
    const want = vmsingle({ affinity: {}, volumes: [{ name: 'v', emptyDir: {} }] });
    expect(parseObject(vmsingleApi, object)).toEqual({ ok: true, value: want });
    expect(object).toEqual(before);
  });

  it.each([
    { name: 'amounts written without quotes', spec: { resources: { requests: { cpu: 0.5, memory: '1Gi' } } } },
    { name: 'parts of a probe, the rest being filled', spec: { startupProbe: { httpGet: {} } } },
    { name: 'parts of a generated container', spec: { containers: [{ name: 'vmsingle', ports: [{ name: 'x' }] }] } },
    { name: 'parts of a scrape object', spec: { serviceScrapeSpec: { jobLabel: 'x' } } },
    {
      name: 'pod and container settings in one security context',
      spec: { securityContext: { fsGroup: 1, privileged: false } },
    },
  ])('$name', ({ spec }) => {
    expect(issuesOf(vmsingle(spec))).toEqual([]);
  });

  it('only a VMServiceScrape with endpoints', () => {
    const scrape = { ...vmsingle({}), kind: 'VMServiceScrape' };
    const parsed = parseObject(vmservicescrapeApi, scrape);
    expect(!parsed.ok && parsed.error).toEqual([
      { path: 'spec.endpoints', reason: 'InvalidField', message: 'spec.endpoints is required' },
    ]);
  });
});

describe('checkStatus', () => {
  const condition = {
    type: 'Ready',
    status: 'True',
    reason: 'AllReady',
    observedGeneration: 1,
    lastTransitionTime: '2026-01-01T00:00:00Z',
    lastUpdateTime: '2026-01-01T00:00:00Z',
  };
  it.each([
    { name: 'empty status', status: {}, paths: [] },
    {
      name: 'all fields',
      status: { updateStatus: 'operational', observedGeneration: 2, reason: 'r', conditions: [condition] },
      paths: [],
    },
    { name: 'opaque field', status: { lastAppliedSpec: { any: { thing: 1 } } }, paths: [] },
    { name: 'undeclared', status: { replicas: 1 }, paths: ['status.replicas'] },
    { name: 'undeclared below', status: { conditions: [{ ...condition, x: 1 }] }, paths: ['status.conditions[0].x'] },
    { name: 'null', status: { reason: null }, paths: ['status.reason', 'status.reason'] },
    { name: 'empty text', status: { reason: '' }, paths: ['status.reason'] },
    { name: 'empty list', status: { conditions: [] }, paths: ['status.conditions'] },
    { name: 'empty object inside', status: { lastAppliedSpec: {} }, paths: ['status.lastAppliedSpec'] },
    { name: 'wrong type', status: { observedGeneration: '1' }, paths: ['status.observedGeneration'] },
    {
      name: 'missing in a condition',
      status: { conditions: [{ ...condition, reason: undefined }] },
      paths: ['status.conditions[0].reason', 'status.conditions[0].reason'],
    },
  ])('$name', ({ status, paths }) => {
    expect(checkStatus(vmsingleApi, status).map(({ path }) => path)).toEqual(paths);
  });
});
