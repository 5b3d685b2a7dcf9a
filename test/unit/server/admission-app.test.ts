import { describe, expect, it } from 'vitest';
import type { AdmissionRequest, AdmissionResponse } from '../../../hooks/admission/envelope.ts';
import { registry } from '../../../hooks/registry.ts';
import { admissionPaths, buildAdmissionApp } from '../../../hooks/server/admission-app.ts';
import { createLog } from '../../../hooks/server/log.ts';
import { createMetrics } from '../../../hooks/server/metrics.ts';

const object = {
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind: 'VMSingle',
  metadata: { name: 'größe', namespace: 'demo' },
  spec: { password: 's3cret' },
};

function aReview(operation: string, request: object = {}): object {
  const kind = { group: 'operator.victoriametrics.com', version: 'v1beta1', kind: 'VMSingle' };
  const whole = { uid: 'u-1', kind, operation, object, oldObject: null, ...request };
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: whole };
}

function anApp(review: (request: AdmissionRequest) => AdmissionResponse, isStopping = false) {
  const lines: string[] = [];
  const metrics = createMetrics({ release: 'v1', kubernetesMinor: 36, parameters: [], startMs: 0 }, () => 0);
  const app = buildAdmissionApp({
    registry,
    review,
    metrics,
    log: createLog('info', { write: (line) => void lines.push(line) }, () => undefined),
    clock: () => performance.now(),
    isStopping: () => isStopping,
  });
  const ask = (payload: string | object, url = '/validate') =>
    app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } });
  return { ask, metrics, logText: () => lines.join('') };
}

const allow = ({ uid }: AdmissionRequest): AdmissionResponse => ({ uid, allowed: true, warnings: ['mind the gap'] });
const fail = (): never => {
  throw new Error('bug about s3cret');
};

describe('admission', () => {
  it('has the official path of every kind', () => {
    expect(admissionPaths(registry)).toContain('/validate-operator-victoriametrics-com-v1beta1-vmsingle');
    expect(admissionPaths(registry)).toHaveLength(registry.length + 1);
  });

  it.each(admissionPaths(registry))('answers on %s', async (url) => {
    const { ask, metrics, logText } = anApp(allow);
    const answer = await ask(aReview('UPDATE'), url);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: { uid: 'u-1', allowed: true, warnings: ['mind the gap'] },
    });
    expect(JSON.parse(logText())).toMatchObject({
      kind: 'VMSingle',
      namespace: 'demo',
      name: 'größe',
      operation: 'UPDATE',
      allowed: true,
      warnings: 1,
    });
    expect(logText()).not.toContain('s3cret');
    const text = await metrics.registry.metrics();
    expect(text).toContain(`controller_runtime_webhook_requests_total{webhook="${url}",code="200"} 1`);
  });

  it.each([
    { name: 'garbage', body: '{"a":' },
    { name: 'an empty body', body: '' },
    { name: 'another object', body: { kind: 'Pod' } },
    { name: 'a review without uid', body: aReview('CREATE', { uid: undefined }) },
    { name: 'an unknown operation', body: aReview('PATCH') },
  ])('refuses $name', async ({ body }) => {
    const answer = await anApp(allow).ask(body);
    expect(answer.statusCode).toBe(400);
    expect(answer.body.length).toBeLessThanOrEqual(200);
  });

  it.each(['CREATE', 'UPDATE'])('leaves %s to the failurePolicy when the review throws', async (operation) => {
    const { ask, logText } = anApp(fail);
    const answer = await ask(aReview(operation));
    expect(answer.statusCode).toBe(500);
    expect(answer.body + logText()).not.toContain('s3cret');
    expect(JSON.parse(logText())).toMatchObject({ level: 'error', reason: 'HookFailed' });
  });

  it('never blocks a DELETE', async () => {
    const { ask, logText } = anApp(fail);
    const answer = await ask(aReview('DELETE', { object: null, oldObject: object }));
    expect([answer.statusCode, answer.json().response]).toEqual([200, { uid: 'u-1', allowed: true }]);
    expect(JSON.parse(logText())).toMatchObject({ level: 'error', name: 'größe' });
  });

  it('goes on answering while it stops, and ends the connection', async () => {
    const answer = await anApp(allow, true).ask(aReview('CREATE'));
    expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
  });

  it('takes two objects at the limit of etcd, and no more than 8 MiB', async () => {
    const big = { ...object, spec: { text: 'x'.repeat(1_500_000) } };
    expect((await anApp(allow).ask(aReview('UPDATE', { object: big, oldObject: big }))).statusCode).toBe(200);
    expect((await anApp(allow).ask(`"${'x'.repeat(9_000_000)}"`)).statusCode).toBe(413);
  });
});
