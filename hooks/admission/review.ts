import type { CustomResource } from '../api/api-kind.ts';
import { type Issue, issueText } from '../api/issue.ts';
import type { Settings } from '../api/settings.ts';
import { skipsValidation } from '../api/skip-validation.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { AdmissionRequest, AdmissionResponse } from './envelope.ts';

/** What a review depends on besides the request. */
export interface ReviewOptions {
  readonly registry: readonly RegisteredKind[];
  readonly settings: Settings;
  /** What an edit leads to, one line each; may throw, which costs the user nothing but a warning. */
  readonly plan: (before: KubeObject, after: KubeObject) => readonly string[];
}

/** The API server cuts a warning at 256 characters and drops all of them above 4096. */
const maxWarningLength = 250;
const maxWarningsLength = 3800;
const maxIssues = 50;

/**
 * Judges one request. Denied: what the schema or a rule refuses, and on CREATE fields that the kind does not know; on UPDATE those only warn,
 * so an object written for another version can still be edited. Never denied: DELETE, anything on an object that is being deleted, an
 * update that leaves the spec alone (finalizers, labels), and objects that ask to skip validation.
 */
export function reviewAdmission(request: AdmissionRequest, options: ReviewOptions): AdmissionResponse {
  const { uid, operation, object, oldObject } = request;
  const allowed: AdmissionResponse = { uid, allowed: true };
  if (operation === 'DELETE' || operation === 'CONNECT') return allowed;
  if (object === null || object === undefined)
    return deny(uid, 400, 'BadRequest', `the ${operation} request carries no object`);
  const kind = findRequested(request, options.registry);
  if (kind === undefined) {
    const { group, version, kind: name } = request.kind;
    return { ...allowed, warnings: [`vmop does not know ${name}.${group}/${version} and has not checked it`] };
  }
  if (object.metadata.deletionTimestamp !== undefined && object.metadata.deletionTimestamp !== null) return allowed;
  const old = operation === 'UPDATE' ? (oldObject ?? undefined) : undefined;
  if (old !== undefined && deepEqual(old.spec, object.spec)) return allowed;
  if (skipsValidation(object)) return allowed;

  const { issues, warnings } = judge(kind, object, old, options.settings);
  if (issues.length > 0) return deny(uid, 422, 'Invalid', issueTexts(issues));
  const lines = [...warnings.map(issueText), ...(old === undefined ? [] : planLines(old, object, options))];
  return lines.length === 0 ? allowed : { ...allowed, warnings: fitWarnings(lines) };
}

interface Judgement {
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}

/** Structure, unknown fields and rules of one object. */
function judge(kind: RegisteredKind, object: KubeObject, old: KubeObject | undefined, settings: Settings): Judgement {
  const unknown = kind.unknownFields(object);
  const parsed = kind.parse(object);
  const refusedUnknown = old === undefined ? unknown : [];
  if (!parsed.ok) return { issues: [...parsed.error, ...refusedUnknown], warnings: [] };
  const verdict = kind.validate(parsed.value, settings, old === undefined ? undefined : parsedOrNone(kind, old));
  return {
    issues: [...refusedUnknown, ...verdict.issues],
    warnings: [...(old === undefined ? [] : unknown), ...verdict.warnings],
  };
}

/** The old object may be older than the schema: then there is nothing to compare with. */
function parsedOrNone(kind: RegisteredKind, old: KubeObject): CustomResource | undefined {
  const parsed = kind.parse(old);
  return parsed.ok ? parsed.value : undefined;
}

function planLines(old: KubeObject, object: KubeObject, { plan }: ReviewOptions): readonly string[] {
  try {
    return plan(old, object);
  } catch (error) {
    return [`no plan of this edit could be made: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function findRequested(
  { kind: { group, version, kind } }: AdmissionRequest,
  registry: readonly RegisteredKind[],
): RegisteredKind | undefined {
  return registry.find(({ api }) => api.group === group && api.version === version && api.kind === kind);
}

function deny(uid: string, code: number, reason: string, message: string): AdmissionResponse {
  return { uid, allowed: false, status: { code, reason, message } };
}

function issueTexts(issues: readonly Issue[]): string {
  const lines = issues.slice(0, maxIssues).map(issueText);
  const more = issues.length - lines.length;
  if (lines.length === 1 && more === 0) return lines.join('');
  return [
    `${issues.length} problems:`,
    ...lines.map((line) => `- ${line}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ].join('\n');
}

function fitWarnings(lines: readonly string[]): readonly string[] {
  const fitting: string[] = [];
  let length = 0;
  for (const line of lines) {
    const text = line.length <= maxWarningLength ? line : `${line.slice(0, maxWarningLength - 1)}…`;
    length += Buffer.byteLength(text);
    if (length > maxWarningsLength) return [...fitting, `and ${lines.length - fitting.length} more`];
    fitting.push(text);
  }
  return fitting;
}
