import { z } from 'zod';
import { isKubeObject } from '../lib/is-kube-object.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { err, ok, type Result } from '../lib/result.ts';

const object = z
  .custom<KubeObject>(isKubeObject, 'no Kubernetes object with apiVersion, kind and metadata.name')
  .nullish();

const AdmissionReview = z.object({
  apiVersion: z.literal('admission.k8s.io/v1', 'must be admission.k8s.io/v1'),
  kind: z.literal('AdmissionReview', 'must be AdmissionReview'),
  request: z.object({
    uid: z.string().min(1),
    operation: z.enum(['CREATE', 'UPDATE', 'DELETE', 'CONNECT']),
    kind: z.object({ group: z.string(), version: z.string(), kind: z.string() }),
    object,
    oldObject: object,
  }),
});

/** What the API server asks. Source: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request */
export type AdmissionRequest = z.output<typeof AdmissionReview>['request'];

/** What we answer, without the envelope. */
export interface AdmissionResponse {
  readonly uid: string;
  readonly allowed: boolean;
  /** Lines that kubectl prints after `Warning:`. */
  readonly warnings?: readonly string[];
  readonly status?: { readonly code: number; readonly reason: string; readonly message: string };
}

/** Takes the request out of the body of an admission call; the error names what is wrong with the envelope, not with the object. */
export function readAdmissionReview(body: unknown): Result<AdmissionRequest, string> {
  const parsed = AdmissionReview.safeParse(body);
  if (parsed.success) return ok(parsed.data.request);
  const [issue] = parsed.error.issues;
  return err(`no AdmissionReview: ${issue === undefined ? '' : `${issue.path.join('.') || 'body'}: ${issue.message}`}`);
}

/** Puts a response into its envelope. */
export function wrapAdmissionResponse(response: AdmissionResponse): object {
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response };
}
