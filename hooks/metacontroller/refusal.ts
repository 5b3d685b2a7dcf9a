import type { Issue } from '../api/issue.ts';
import type { Reason } from '../api/reasons.ts';
import { fieldAt } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import {
  type Syntax,
  whyNoAnnotationKey,
  whyNoLabel,
  whyNoLabelKey,
  whyNoLabelValue,
  whyNoPathSegment,
  whyNoSubdomain,
} from '../lib/kube-names.ts';
import { apiGroup, type KubeObject, objectKey, type StringMap } from '../lib/kube-object.ts';
import { claimComplaints } from './claim-refusal.ts';
import { type Complaint, podComplaints } from './pod-refusal.ts';

/** Limit of all annotations of an object together. Source: TotalAnnotationSizeLimitB in k8s.io/apimachinery, pkg/api/validation */
const maxAnnotationBytes = 256 * 1024;

/**
 * Why the API server would refuse a child, as far as names, labels, annotations and references within its pod tell: what
 * comes from a user's free text. Without this the apply fails where no hook sees it (DESIGN 2.17). Lists are taken as
 * normaliseLists leaves them. What only a part of the supported versions refuses is let through.
 */
export function refusalIssues(object: KubeObject): readonly Issue[] {
  const { metadata } = object;
  const template = fieldAt(object, ['spec', 'template']);
  const pod = isJsonObject(template) ? fieldAt(template, ['spec']) : undefined;
  const complaints = [
    ...complain('InvalidName', 'metadata.name', metadata.name, nameSyntax(object)),
    ...labelComplaints(metadata.labels ?? {}, 'metadata.labels'),
    ...annotationComplaints(metadata.annotations ?? {}, 'metadata.annotations'),
    ...labelComplaints(textsOf(fieldAt(template, ['metadata', 'labels'])), 'spec.template.metadata.labels'),
    ...annotationComplaints(
      textsOf(fieldAt(template, ['metadata', 'annotations'])),
      'spec.template.metadata.annotations',
    ),
    ...(isJsonObject(pod) ? podComplaints(pod, 'spec.template.spec', claimTemplatesOf(object)) : []),
    ...servicePortComplaints(object),
    ...budgetComplaints(object),
    ...claimComplaints(object),
  ];
  return complaints.map(({ reason, message }) => ({ path: '', reason, message: `${objectKey(object)}: ${message}` }));
}

function nameSyntax({ apiVersion, kind }: KubeObject): Syntax {
  if (apiGroup(apiVersion) === 'rbac.authorization.k8s.io') return whyNoPathSegment;
  return kind === 'Service' ? whyNoLabel : whyNoSubdomain;
}

function labelComplaints(labels: StringMap, place: string): readonly Complaint[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...complain('InvalidLabel', `a key of ${place},`, key, whyNoLabelKey),
    ...complain('InvalidLabel', `${place}[${show(key)}]`, value, whyNoLabelValue),
  ]);
}

function annotationComplaints(annotations: StringMap, place: string): readonly Complaint[] {
  const entries = Object.entries(annotations);
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
  const tooMuch: Complaint = { reason: 'InvalidLabel', message: `${place} have ${bytes} bytes, too many` };
  return [
    ...entries.flatMap(([key]) => complain('InvalidLabel', `a key of ${place},`, key, whyNoAnnotationKey)),
    ...(bytes > maxAnnotationBytes ? [tooMuch] : []),
  ];
}

function servicePortComplaints(object: KubeObject): readonly Complaint[] {
  const ports: unknown = object.kind === 'Service' ? fieldAt(object, ['spec', 'ports']) : undefined;
  const names = Array.isArray(ports) ? ports.flatMap((port) => fieldAt(port, ['name']) || []) : [];
  const isNameless = Array.isArray(ports) && ports.length > 1 && names.length < ports.length;
  const nameless = {
    reason: 'InvalidName',
    message: 'spec.ports holds several ports, of which one has no name',
  } as const;
  return [
    ...[...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
      (name): Complaint => ({
        reason: 'DuplicateKey',
        message: `spec.ports holds two ports named ${show(String(name))}`,
      }),
    ),
    ...(isNameless ? [nameless] : []),
  ];
}

function budgetComplaints({ kind, ...object }: KubeObject): readonly Complaint[] {
  const limits = ['minAvailable', 'maxUnavailable'].filter((field) => fieldAt(object, ['spec', field]) !== undefined);
  if (kind !== 'PodDisruptionBudget' || limits.length < 2) return [];
  return [{ reason: 'InvalidField', message: 'spec has minAvailable and maxUnavailable, of which only one may be' }];
}

function claimTemplatesOf(object: KubeObject): readonly string[] {
  const templates: unknown = fieldAt(object, ['spec', 'volumeClaimTemplates']);
  return Array.isArray(templates) ? templates.map((template) => String(fieldAt(template, ['metadata', 'name']))) : [];
}

/** At most one complaint: what is wrong with a text at a place. */
function complain(reason: Reason, place: string, text: string, syntax: Syntax): readonly Complaint[] {
  const why = syntax(text);
  return why === null ? [] : [{ reason, message: `${place} ${show(text)} ${why}` }];
}

function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function textsOf(value: unknown): StringMap {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])));
}
