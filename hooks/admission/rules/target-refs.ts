import type { Issue } from '../../api/issue.ts';
import { type HeaderRuleSpec, headerIssues, routeRegexWarnings } from './auth-options.ts';
import { whyBackendUrlWrong } from './backend-url.ts';
import { collect } from './rule.ts';

interface ObjectRef {
  readonly name: string;
  readonly namespace: string;
}

/** A backend of vmauth, as far as rules look at it. */
export interface TargetRefSpec extends HeaderRuleSpec {
  readonly name?: string | undefined;
  readonly crd?:
    | (ObjectRef & { readonly kind: string; readonly objects?: readonly ObjectRef[] | undefined })
    | undefined;
  readonly static?: { readonly url?: string | undefined; readonly urls?: readonly string[] | undefined } | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly hosts?: readonly string[] | undefined;
  readonly retry_status_codes?: readonly number[] | undefined;
}

/** Where backends stand: path of their list, how the official text calls the list, and whether the spec around it has retry codes. */
export interface TargetRefPlace {
  readonly path: string;
  readonly label: string;
  readonly hasRetryCodes: boolean;
}

/** Each backend has one address, from an object or fixed, which may also come from a default of the same name. Source: reference D3 */
export function targetRefIssues(refs: readonly TargetRefSpec[], place: TargetRefPlace): readonly Issue[] {
  return refs.flatMap((ref, index) => {
    const path = `${place.path}[${index}]`;
    const say = (message: string): Issue => ({
      path,
      reason: 'TargetRefInvalid',
      message: `${message} for ${place.label}[${index}]`,
    });
    return collect([
      wrap(whySourceWrong(ref), say),
      wrap(whyStaticWrong(ref), say),
      wrap(whyCrdWrong(ref), say),
      headerIssues(ref, path, 'failed to parse targetRef headers: '),
      place.hasRetryCodes && (ref.retry_status_codes ?? []).length > 0
        ? say('retry_status_codes already set at global spec level')
        : null,
    ]);
  });
}

/** What is doubtful about backends, though the official operator lets it through. */
export function targetRefWarnings(refs: readonly TargetRefSpec[], path: string): readonly Issue[] {
  return refs.flatMap(({ paths, hosts, crd }, index) => [
    ...routeRegexWarnings({ paths, hosts }, `${path}[${index}]`),
    ...collect([oldSpelling(crd?.kind, `${path}[${index}].crd.kind`)]),
  ]);
}

function oldSpelling(kind: string | undefined, path: string): Issue | null {
  return kind === 'VMAlertManager'
    ? { path, reason: 'DeprecatedField', message: 'the kind VMAlertManager is now spelt VMAlertmanager' }
    : null;
}

function wrap(wrong: string | null, say: (message: string) => Issue): Issue | null {
  return wrong === null ? null : say(wrong);
}

function whySourceWrong(ref: TargetRefSpec): string | null {
  const found = (['crd', 'static'] as const).filter((field) => ref[field] !== undefined);
  if (ref.name) {
    return found.length < 2
      ? null
      : `targetRef validation failed, at most one of \`crd\` or \`static\` may be configured, found: [${found.join(',')}]`;
  }
  return found.length === 1
    ? null
    : `targetRef validation failed, exactly one of \`crd\` or \`static\` must be configured if \`name\` is not set, found: [${found.join(',')}]`;
}

function whyStaticWrong({ static: target }: TargetRefSpec): string | null {
  if (target === undefined) return null;
  const { url = '', urls = [] } = target;
  if (url === '' && urls.length === 0) return 'for targetRef.static url or urls option must be set';
  const wrongUrl = url === '' ? null : whyBackendUrlWrong(url);
  if (wrongUrl !== null) return `incorrect static.url: ${wrongUrl}`;
  const wrong = urls.map(whyBackendUrlWrong).find((reason) => reason !== null);
  return wrong === undefined ? null : `incorrect static.urls: ${wrong}`;
}

function whyCrdWrong({ crd }: TargetRefSpec): string | null {
  if (crd === undefined) return null;
  const { objects = [] } = crd;
  const hasOwn = crd.name !== '' && crd.namespace !== '';
  if (!hasOwn && objects.length === 0) return 'crd.name and crd.namespace, or crd.objects, must be set';
  return objects.every(({ name, namespace }) => name !== '' && namespace !== '')
    ? null
    : 'each of crd.objects needs name and namespace';
}
