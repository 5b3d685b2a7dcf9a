import { describe, expect, it } from 'vitest';
import { type AdmissionRequest, readAdmissionReview } from '../../../hooks/admission/envelope.ts';
import { type ReviewOptions, reviewAdmission } from '../../../hooks/admission/review.ts';
import type { Issue } from '../../../hooks/api/issue.ts';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { skipValidationAnnotation } from '../../../hooks/api/skip-validation.ts';
import type { RegisteredKind } from '../../../hooks/kinds/kind.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { err } from '../../../hooks/lib/result.ts';
import { aShelf, shelfKind } from '../../fixtures/shelf-kind.ts';

const anIssue = (path: string): Issue => ({ path, reason: 'InvalidField', message: 'is wrong' });
const kindWith = (patch: Partial<RegisteredKind>): ReviewOptions => ({
  registry: [{ ...shelfKind, ...patch }],
  settings: defaultSettings,
  plan: () => ['StatefulSet demo/shelf-oak: its 1 pod will restart'],
});
const strict = kindWith({
  unknownFields: () => [anIssue('spec.colour')],
  validate: () => ({ issues: [anIssue('spec.image')], warnings: [anIssue('spec.old')] }),
});
const lenient = kindWith({
  unknownFields: () => [anIssue('spec.colour')],
  validate: () => ({ issues: [], warnings: [anIssue('spec.old')] }),
});

const aRequest = (patch: Partial<AdmissionRequest> = {}): AdmissionRequest => ({
  uid: 'u1',
  operation: 'CREATE',
  kind: { group: 'operator.victoriametrics.com', version: 'v1beta1', kind: 'Shelf' },
  object: aShelf({ image: 'b' }),
  ...patch,
});
const anUpdate = (patch: Partial<AdmissionRequest> = {}) =>
  aRequest({ operation: 'UPDATE', oldObject: aShelf({ image: 'a' }), ...patch });
const marked = (metadata: object): KubeObject => ({
  ...aShelf({ image: 'b' }),
  metadata: { ...aShelf().metadata, ...metadata },
});

describe('admission', () => {
  it.each([
    { name: 'DELETE', request: aRequest({ operation: 'DELETE', object: null, oldObject: aShelf() }) },
    {
      name: 'an object that is being deleted',
      request: anUpdate({ object: marked({ deletionTimestamp: '2026-01-01T00:00:00Z' }) }),
    },
    { name: 'an update of finalizers only', request: anUpdate({ oldObject: marked({ finalizers: ['x/y'] }) }) },
    {
      name: 'skip-validation',
      request: aRequest({ object: marked({ annotations: { [skipValidationAnnotation]: 'true' } }) }),
    },
  ])('always allows $name', ({ request }) => {
    expect(reviewAdmission(request, strict)).toEqual({ uid: 'u1', allowed: true });
  });

  it('denies a CREATE with every issue, unknown fields included', () => {
    expect(reviewAdmission(aRequest(), strict)).toEqual({
      uid: 'u1',
      allowed: false,
      status: {
        code: 422,
        reason: 'Invalid',
        message: '2 problems:\n- spec.colour: is wrong\n- spec.image: is wrong',
      },
    });
  });

  it('denies what does not parse, on both operations', () => {
    const broken = kindWith({ parse: () => err([anIssue('spec.replicas')]) });
    for (const request of [aRequest(), anUpdate()]) {
      expect(reviewAdmission(request, broken)).toMatchObject({
        allowed: false,
        status: { message: 'spec.replicas: is wrong' },
      });
    }
  });

  it('on UPDATE unknown fields warn, then come the rules and the plan', () => {
    expect(reviewAdmission(anUpdate(), lenient)).toEqual({
      uid: 'u1',
      allowed: true,
      warnings: ['spec.colour: is wrong', 'spec.old: is wrong', 'StatefulSet demo/shelf-oak: its 1 pod will restart'],
    });
  });

  it('a plan that throws is a warning', () => {
    const options: ReviewOptions = {
      ...kindWith({}),
      plan: () => {
        throw new Error('not settled');
      },
    };
    expect(reviewAdmission(anUpdate(), options)).toEqual({
      uid: 'u1',
      allowed: true,
      warnings: ['no plan of this edit could be made: not settled'],
    });
  });

  it('the old object reaches the rules', () => {
    const seen: (string | undefined)[] = [];
    const options = kindWith({
      validate: (_cr, _settings, old) => {
        seen.push(old?.metadata.name);
        return { issues: [], warnings: [] };
      },
    });
    reviewAdmission(anUpdate(), options);
    reviewAdmission(aRequest(), options);
    expect(seen).toEqual(['oak', undefined]);
  });

  it('keeps the warnings within what the API server takes', () => {
    const response = reviewAdmission(anUpdate(), {
      ...kindWith({}),
      plan: () => Array.from({ length: 100 }, (_, index) => `${index} ${'x'.repeat(300)}`),
    });
    expect(response.warnings?.every((line) => line.length <= 256)).toBe(true);
    expect(Buffer.byteLength(response.warnings?.join('') ?? '')).toBeLessThan(4096);
    expect(response.warnings?.at(-1)).toMatch(/^and \d+ more$/);
  });

  it('a kind of somebody else is let through with a remark', () => {
    const response = reviewAdmission(aRequest({ kind: { group: 'apps', version: 'v1', kind: 'Deployment' } }), strict);
    expect(response).toEqual({
      uid: 'u1',
      allowed: true,
      warnings: ['vmop does not know Deployment.apps/v1 and has not checked it'],
    });
  });

  it.each([
    { name: 'nothing', body: undefined, message: 'no AdmissionReview: body' },
    {
      name: 'another kind',
      body: { apiVersion: 'v1', kind: 'Pod' },
      message: 'apiVersion: must be admission.k8s.io/v1',
    },
    { name: 'no request', body: { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' }, message: 'request' },
    {
      name: 'an object that is none',
      body: { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: { ...aRequest(), object: 'x' } },
      message: 'request.object: no Kubernetes object',
    },
  ])('a body with $name is refused by name', ({ body, message }) => {
    const result = readAdmissionReview(body);
    expect(result.ok ? '' : result.error).toContain(message);
  });
});
